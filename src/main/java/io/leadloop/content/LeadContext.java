package io.leadloop.content;

import io.leadloop.lead.Derived;
import io.leadloop.lead.Snapshot;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The context that a rep needs in ten seconds, computed from the contact properties that every
 * HubSpot tier has (conversions, visits, e-mail clicks). Pure; the same contact at the same time
 * always gives the same context.
 *
 * <p>The fields: {@code context.engagement_state} (hot, warm, engaged, quiet; blank when nothing is
 * known), {@code context.why_now} (one sentence with the strongest recent signal), {@code
 * context.content_read} (what was read last), {@code context.entry_point} (how the person came),
 * {@code context.last_activity_on} (a day). Texts have at most 255 characters. None holds a time of
 * computation, so none changes before its meaning does.
 */
public final class LeadContext {
  /** The longest text of a field, in characters. */
  public static final int LENGTH_MAX = 255;

  /** The HubSpot properties that the context is computed from. */
  public static final Set<String> PROPERTIES =
      Set.of(
          "recent_conversion_event_name",
          "recent_conversion_date",
          "first_conversion_event_name",
          "first_conversion_date",
          "num_conversion_events",
          "hs_analytics_last_url",
          "hs_analytics_first_url",
          "hs_analytics_last_visit_timestamp",
          "hs_analytics_num_visits",
          "hs_analytics_num_page_views",
          "hs_analytics_source",
          "hs_analytics_source_data_1",
          "hs_email_last_click_date",
          "hs_email_last_email_name");

  /** The fields that it computes. */
  public static final List<String> FIELDS =
      List.of(
          "context.engagement_state",
          "context.why_now",
          "context.content_read",
          "context.entry_point",
          "context.last_activity_on");

  private final EngagementWindows windows;

  public LeadContext(EngagementWindows windows) {
    this.windows = windows;
  }

  /**
   * @param contact what HubSpot shows
   * @param now decides how warm the lead is, and nothing else
   */
  public Derived of(Snapshot contact, Instant now) {
    List<Signal> signals = signals(contact);
    Optional<Signal> latest = signals.stream().max(Comparator.comparing(Signal::at));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("context.engagement_state", state(signals, now));
    fields.put("context.why_now", limited(whyNow(contact, signals)));
    fields.put("context.content_read", limited(contentRead(contact, signals)));
    fields.put("context.entry_point", limited(entryPoint(contact)));
    fields.put(
        "context.last_activity_on", latest.map(signal -> signal.day().toString()).orElse(""));
    return new Derived(fields, changesAt(signals, now));
  }

  private static List<Signal> signals(Snapshot contact) {
    List<Signal> signals = new ArrayList<>();
    add(
        signals,
        Signal.Kind.FORM,
        contact,
        "recent_conversion_date",
        "recent_conversion_event_name");
    add(
        signals,
        Signal.Kind.CLICK,
        contact,
        "hs_email_last_click_date",
        "hs_email_last_email_name");
    add(
        signals,
        Signal.Kind.VISIT,
        contact,
        "hs_analytics_last_visit_timestamp",
        "hs_analytics_last_url");
    return signals;
  }

  private static void add(
      List<Signal> signals, Signal.Kind kind, Snapshot contact, String time, String what) {
    Instant at = moment(contact.shows(time));
    if (at != null) {
      signals.add(new Signal(kind, at, contact.shows(what)));
    }
  }

  private String state(List<Signal> signals, Instant now) {
    if (signals.isEmpty()) {
      return "";
    }
    if (signals.stream()
        .anyMatch(s -> s.kind() == Signal.Kind.FORM && within(s, windows.hot(), now))) {
      return "hot";
    }
    if (signals.stream().anyMatch(s -> within(s, windows.warm(), now))) {
      return "warm";
    }
    return signals.stream().anyMatch(s -> within(s, windows.engaged(), now)) ? "engaged" : "quiet";
  }

  /** The next moment at which a signal leaves the window that counts for the state. */
  private @Nullable Instant changesAt(List<Signal> signals, Instant now) {
    List<Instant> borders = new ArrayList<>();
    for (Signal signal : signals) {
      if (signal.kind() == Signal.Kind.FORM) {
        borders.add(signal.at().plus(windows.hot()));
      }
      borders.add(signal.at().plus(windows.warm()));
      borders.add(signal.at().plus(windows.engaged()));
    }
    return borders.stream()
        .filter(border -> border.isAfter(now))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static boolean within(Signal signal, Duration window, Instant now) {
    return signal.at().plus(window).isAfter(now);
  }

  /**
   * The strongest signal of the latest week of activity: an old form does not hide what happened
   * since.
   */
  private static String whyNow(Snapshot contact, List<Signal> signals) {
    Optional<Signal> latest = signals.stream().max(Comparator.comparing(Signal::at));
    if (latest.isEmpty()) {
      return "";
    }
    Instant week = latest.get().at().minus(Duration.ofDays(7));
    Signal strongest =
        signals.stream()
            .filter(s -> !s.at().isBefore(week))
            .min(Comparator.comparing(Signal::kind))
            .orElseThrow();
    String visits = contact.shows("hs_analytics_num_visits");
    String forms = contact.shows("num_conversion_events");
    return strongest.sentence()
        + (visits.isEmpty() || visits.equals("0") ? "" : "; " + counted(visits, "visit"))
        + (forms.isEmpty() || forms.equals("0") ? "" : "; " + counted(forms, "form"))
        + ".";
  }

  private static String counted(String number, String noun) {
    return number + " " + noun + (number.equals("1") ? "" : "s") + " so far";
  }

  private static String contentRead(Snapshot contact, List<Signal> signals) {
    String page = contact.shows("hs_analytics_last_url");
    if (page.isEmpty()) {
      return "";
    }
    return signals.stream()
        .filter(s -> s.kind() == Signal.Kind.VISIT)
        .findFirst()
        .map(visit -> page + " (" + visit.day() + ")")
        .orElse(page);
  }

  private static String entryPoint(Snapshot contact) {
    List<String> parts = new ArrayList<>();
    String source = contact.shows("hs_analytics_source");
    if (!source.isEmpty()) {
      String detail = contact.shows("hs_analytics_source_data_1");
      String words = source.toLowerCase(Locale.ROOT).replace('_', ' ');
      parts.add(detail.isEmpty() ? words : words + " (" + detail + ")");
    }
    if (!contact.shows("hs_analytics_first_url").isEmpty()) {
      parts.add("first page " + contact.shows("hs_analytics_first_url"));
    }
    if (!contact.shows("first_conversion_event_name").isEmpty()) {
      Instant at = moment(contact.shows("first_conversion_date"));
      String day = at == null ? "" : " on " + at.toString().substring(0, 10);
      parts.add("first form \"" + contact.shows("first_conversion_event_name") + "\"" + day);
    }
    return String.join("; ", parts);
  }

  private static String limited(String text) {
    if (text.codePointCount(0, text.length()) <= LENGTH_MAX) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, LENGTH_MAX - 1)) + "\u2026";
  }

  /**
   * HubSpot shows moments in ISO 8601, older replies in epoch milliseconds, and days without a
   * time.
   */
  static @Nullable Instant moment(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      if (text.chars().allMatch(Character::isDigit)) {
        return Instant.ofEpochMilli(Long.parseLong(text));
      }
      return OffsetDateTime.parse(text.length() == 10 ? text + "T00:00:00Z" : text).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }
}
