package io.leadloop.gate;

import io.leadloop.content.HandRaise;
import io.leadloop.feedback.Dispositions;
import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What happens when somebody raises a hand again whose lead sales is done with: the owner of the
 * record gets a task, or the person leaves the closed Lead for a new one, once for each time. A
 * lead that is still open needs neither: its owner works on it. History is silent: what was so when
 * a link is first seen makes neither. Pure.
 *
 * @param when the dispositions that sales is done with; empty for nothing at all
 * @param newLeadWhen after which of them the person gets a new Lead in place of a task, if theirs
 *     is a Lead still; a Contact goes on being worked with, and always gets the task
 * @param dueIn how long after the hand-raise the task is due
 */
public record ReEngagement(Set<String> when, Set<String> newLeadWhen, Duration dueIn) {
  /** Nothing happens. */
  public static final ReEngagement OFF = new ReEngagement(Set.of(), Duration.ofDays(1));

  /** The words that {@code when} may name. A person who is a Contact counts as converted. */
  public static final List<String> CLOSED =
      List.of("converted", "rejected", "recycled", "disqualified", "lost", "won");

  /**
   * Those of them that a Lead can have which was not converted: {@code newLeadWhen} may name them.
   */
  public static final List<String> OF_LEADS =
      List.of("rejected", "recycled", "disqualified", "lost");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  public ReEngagement {
    when = Set.copyOf(when);
    newLeadWhen = Set.copyOf(newLeadWhen);
  }

  /** A task each time. */
  public ReEngagement(Set<String> when, Duration dueIn) {
    this(when, Set.of(), dueIn);
  }

  public boolean isOn() {
    return !when.isEmpty();
  }

  /** The HubSpot properties that it looks at. */
  public Set<String> properties() {
    return isOn() ? HandRaise.PROPERTIES : Set.of();
  }

  /**
   * The task for a new hand-raise, if there is one.
   *
   * @param storeId the store's id; two stores never make the same reference
   * @param now the disposition fields now
   * @param settled the same at the last settlement, and {@link HandRaise#AT}; empty for a link that
   *     never was settled
   */
  public Optional<Item> task(
      String storeId,
      long linkId,
      Snapshot hubspot,
      Snapshot salesforce,
      Map<String, String> now,
      Map<String, String> settled) {
    String state = state(salesforce, now);
    if (isForNewLead(salesforce, state)) {
      return Optional.empty();
    }
    return raised(state, hubspot, now, settled)
        .map(
            raised ->
                new Item(
                    Item.Kind.TASK,
                    "%s-%d-t%x".formatted(storeId, linkId, raised.at().toEpochMilli()),
                    raised.at().plus(dueIn),
                    body(raised, hubspot, state, now)));
  }

  /**
   * Whether the person is to leave this Lead for a new one. For the arguments see {@link #task}.
   */
  public boolean asksForNewLead(
      Snapshot hubspot, Snapshot salesforce, Map<String, String> now, Map<String, String> settled) {
    String state = state(salesforce, now);
    return isForNewLead(salesforce, state) && raised(state, hubspot, now, settled).isPresent();
  }

  /**
   * Whether a new form came before the close of the lead by the times of the records alone, so that
   * the time of the status itself is to be asked for. For the arguments see {@link #task}.
   */
  public boolean isInDoubt(
      Snapshot hubspot, Snapshot salesforce, Map<String, String> now, Map<String, String> settled) {
    return salesforce.key().object().equals(RecordKey.LEAD)
        && when.contains(state(salesforce, now))
        && HandRaise.newSince(settled, hubspot).isPresent()
        && raised(state(salesforce, now), hubspot, now, settled).isEmpty();
  }

  private boolean isForNewLead(Snapshot salesforce, String state) {
    return newLeadWhen.contains(state) && salesforce.key().object().equals(RecordKey.LEAD);
  }

  private Optional<HandRaise> raised(
      String state, Snapshot hubspot, Map<String, String> now, Map<String, String> settled) {
    return when.contains(state)
        ? HandRaise.newSince(settled, hubspot).filter(form -> isAfterTheClose(form, now, settled))
        : Optional.empty();
  }

  private static String state(Snapshot salesforce, Map<String, String> now) {
    String name = now.getOrDefault(Dispositions.NAME, "");
    return name.isEmpty() && salesforce.key().object().equals(RecordKey.CONTACT)
        ? "converted"
        : name;
  }

  /**
   * What was closed already when this link was last settled, was closed before. Else the vendors'
   * clocks decide: who closes a lead after the form was sent has seen it. Where nobody knows when
   * it was closed, the form counts.
   */
  private static boolean isAfterTheClose(
      HandRaise raised, Map<String, String> now, Map<String, String> settled) {
    String name = now.getOrDefault(Dispositions.NAME, "");
    String at = now.getOrDefault(Dispositions.AT, "");
    return name.equals(settled.getOrDefault(Dispositions.NAME, ""))
        || at.isEmpty()
        || raised.at().isAfter(Instant.parse(at));
  }

  private static String body(
      HandRaise raised, Snapshot hubspot, String state, Map<String, String> now) {
    String name = (hubspot.shows("firstname") + " " + hubspot.shows("lastname")).strip();
    List<String> lines = new ArrayList<>();
    lines.add("Raised a hand again: " + (name.isEmpty() ? "" : name + " ") + raised.sentence());
    String reason = now.getOrDefault(Dispositions.REASON, "");
    String at = now.getOrDefault(Dispositions.AT, "");
    lines.add(
        "Before: %s%s%s."
            .formatted(
                state.equals("converted") ? "converted" : "sales " + said(state) + " this lead",
                at.isEmpty() ? "" : " on " + DAY.format(Instant.parse(at)),
                reason.isEmpty() ? "" : ": " + reason));
    if (!raised.forms().isEmpty()) {
      lines.add("Forms so far: " + raised.forms() + ".");
    }
    return String.join("\n", lines);
  }

  private static String said(String state) {
    return state.equals("won") || state.equals("lost") ? "counted as " + state : state;
  }
}
