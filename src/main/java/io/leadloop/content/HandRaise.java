package io.leadloop.content;

import io.leadloop.lead.Snapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A person's own act that asks for an answer: a form that they sent. Read from the properties that
 * every HubSpot tier has. Pure.
 *
 * @param at by HubSpot's clock
 * @param form what they sent; empty when HubSpot does not name it
 * @param forms how many they have sent so far; empty when HubSpot does not count
 */
public record HandRaise(Instant at, String form, String forms) {
  /** Under which the time of the last hand-raise stands among a link's settled fields. */
  public static final String AT = "hand.raised_at";

  /** Says that nobody asked for hand-raises when the link was last settled. */
  public static final String UNWATCHED = "unwatched";

  /** The HubSpot properties that tell it. */
  public static final Set<String> PROPERTIES =
      Set.of("recent_conversion_date", "recent_conversion_event_name", "num_conversion_events");

  /** The last one; empty for a person who never sent a form. */
  public static Optional<HandRaise> of(Snapshot contact) {
    Instant at = LeadContext.moment(contact.shows("recent_conversion_date"));
    return at == null
        ? Optional.empty()
        : Optional.of(
            new HandRaise(
                at,
                contact.shows("recent_conversion_event_name"),
                contact.shows("num_conversion_events")));
  }

  /**
   * The last one if it came after what was settled; empty for a link that was never settled with
   * it: what was so when a link is first seen is history.
   *
   * @param settled the settled fields of the link, by id
   */
  public static Optional<HandRaise> newSince(Map<String, String> settled, Snapshot contact) {
    String known = settled.get(AT);
    if (known == null || known.equals(UNWATCHED)) {
      return Optional.empty();
    }
    return of(contact)
        .filter(raised -> known.isEmpty() || raised.at().isAfter(Instant.parse(known)));
  }

  /** What is settled once this contact was looked at. A time never goes back, as after a merge. */
  public static String settles(Map<String, String> settled, Snapshot contact) {
    String known = settled.getOrDefault(AT, "");
    if (!known.isEmpty() && !known.equals(UNWATCHED) && newSince(settled, contact).isEmpty()) {
      return known;
    }
    return of(contact).map(raised -> raised.at().toString()).orElse("");
  }

  /** {@code sent "Pricing" on 22 Nov 2026}. */
  public String sentence() {
    String sentence = new Signal(Signal.Kind.FORM, at, form).sentence();
    return "s" + sentence.substring(1);
  }
}
