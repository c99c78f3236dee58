package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Timeline;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tasks on the Leads and Contacts of one org, for their owners. Thread-safe.
 *
 * <p>Salesforce gives a Task no key of ours, so its reference stands at the end of its description.
 * Adding one is never repeated once it may have left.
 */
public final class SalesforceTimeline implements Timeline {
  static final String TASK = "Task";
  private static final int SUBJECT_LENGTH_MAX = 255;

  private final SalesforceConnection connection;
  private final SalesforceSettings settings;
  private final Queries queries;

  public SalesforceTimeline(SalesforceConnection connection, SalesforceSettings settings) {
    this.connection = connection;
    this.settings = settings;
    this.queries = new Queries(connection, settings);
  }

  /** A Task that its owner deleted since was there all the same. */
  @Override
  public Set<String> present(RecordKey record, Collection<String> references, Lane lane) {
    String soql =
        Soql.select(List.of("Id", "Description"), TASK)
            + " WHERE WhoId = "
            + Soql.quoted(record.id());
    Set<String> present = new HashSet<>();
    for (JsonNode task : queries.everything("tasks", "look for Tasks", soql, lane)) {
      String description = Records.text(task.path("Description"));
      references.stream()
          .filter(reference -> description.contains(mark(reference)))
          .forEach(present::add);
    }
    return present;
  }

  @Override
  public WriteOutcome append(RecordKey record, Item item, Lane lane, WritePermit permit) {
    String owner = owner(record, lane);
    if (owner.isEmpty()) {
      return new WriteOutcome.Rejected(
          "RECORD_GONE", "Salesforce does not show " + record.label() + " any more.", true);
    }
    ObjectNode body = Json.object().put("allOrNone", false);
    ObjectNode task = body.putArray("records").addObject();
    task.putObject("attributes").put("type", TASK);
    task.put("WhoId", record.id());
    task.put("OwnerId", owner);
    task.put("Subject", subject(item.body()));
    task.put("Description", item.body() + "\n" + mark(item.reference()));
    task.put("ActivityDate", item.at().atOffset(ZoneOffset.UTC).toLocalDate().toString());
    Call call =
        new Call(
            "task",
            "create a Task",
            "POST",
            settings.path("composite/sobjects"),
            body,
            Map.of(),
            true,
            answer -> answer.isArray() && answer.size() == 1,
            permit);
    Answer answer = connection.send(call, lane);
    if (answer instanceof Answer.Lost lost) {
      return new WriteOutcome.Unknown(String.valueOf(lost.why().getMessage()));
    }
    return outcome(answer.orThrow().get(0));
  }

  private static WriteOutcome outcome(JsonNode result) {
    if (!result.path("success").isBoolean()) {
      return new WriteOutcome.Unknown("Salesforce's answer for a Task has another shape.");
    }
    if (!result.path("success").booleanValue()) {
      return RecordResult.rejected(result);
    }
    String id = SalesforceId.full(result.path("id").asText(""));
    return SalesforceId.isId(id)
        ? new WriteOutcome.Accepted(new RecordKey(Side.SALESFORCE, TASK, id), true, null)
        : new WriteOutcome.Unknown("Salesforce's answer has a Task without an id.");
  }

  /** Who owns the record now; empty when it is not there. */
  private String owner(RecordKey record, Lane lane) {
    String soql =
        Soql.select(List.of("Id", "OwnerId"), record.object())
            + " WHERE Id = "
            + Soql.quoted(record.id());
    return queries.all("tasks", "read an owner", List.of(soql), lane).stream()
        .findFirst()
        .map(row -> Records.text(row.path("OwnerId")))
        .orElse("");
  }

  private static String subject(String body) {
    String line = body.lines().findFirst().orElse("");
    return line.codePointCount(0, line.length()) <= SUBJECT_LENGTH_MAX
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SUBJECT_LENGTH_MAX - 1)) + "\u2026";
  }

  private static String mark(String reference) {
    return "(Leadloop " + reference + ")";
  }
}
