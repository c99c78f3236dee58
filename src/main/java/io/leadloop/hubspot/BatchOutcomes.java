package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the answer to a batch what became of each of its writes. Rows of the answer come in
 * any order; they are matched by the trace id that we gave (the token), then by record id or key. A
 * write of which the answer says nothing is unknown, never done.
 */
final class BatchOutcomes {
  /** Steps back are ignored with a success, so the reply is no proof: it must be read back. */
  private static final String LIFECYCLE_STAGE = "lifecyclestage";

  private static final String EMAIL = "email";
  private static final String TRACE_ID = "objectWriteTraceId";

  private final ContactView view;
  private final List<RecordWrite> writes;
  private final Map<Integer, WriteOutcome> outcomes = new HashMap<>();

  private BatchOutcomes(ContactView view, List<RecordWrite> writes) {
    this.view = view;
    this.writes = writes;
  }

  /**
   * @return one outcome per write, in the order of the writes
   */
  static List<WriteOutcome> of(ContactView view, List<RecordWrite> writes, JsonNode answer) {
    BatchOutcomes of = new BatchOutcomes(view, writes);
    answer.path("results").forEach(of::result);
    List<JsonNode> unmatched = new ArrayList<>();
    for (JsonNode error : answer.path("errors")) {
      if (!of.error(error)) {
        unmatched.add(error);
      }
    }
    return of.inOrder(unmatched);
  }

  /** What HubSpot's refusal means for one write. */
  static WriteOutcome refusal(RecordWrite write, VendorError error, String codeOtherwise) {
    String existing = error.existingId();
    if (write.isCreate() && existing != null) {
      return new WriteOutcome.Exists(RecordKey.contact(existing), error.message());
    }
    String code = error.code().isEmpty() ? codeOtherwise : error.code();
    Set<String> fields = new HashSet<>(error.refusedProperties());
    if (existing != null) {
      // The address is what no two contacts share, besides our key.
      fields.add(EMAIL);
    }
    return new WriteOutcome.Rejected(code, error.message(), error.isPassing(), fields);
  }

  private void result(JsonNode contact) {
    Integer place = placeOf(contact);
    if (place != null) {
      outcomes.put(place, accepted(writes.get(place), contact));
    }
  }

  private boolean error(JsonNode row) {
    JsonNode context = row.path("context");
    List<String> traces = VendorError.texts(context.path(TRACE_ID));
    List<String> ids = new ArrayList<>(VendorError.texts(context.path("ids")));
    ids.addAll(VendorError.texts(context.path("id")));
    Predicate<RecordWrite> named =
        traces.isEmpty()
            ? write -> ids.contains(write.isCreate() ? write.externalKey() : write.id())
            : write -> traces.contains(write.token());
    boolean any = false;
    for (int place = 0; place < writes.size(); place++) {
      if (!outcomes.containsKey(place) && named.test(writes.get(place))) {
        outcomes.put(place, refusal(writes.get(place), VendorError.of(row), "BATCH_ROW"));
        any = true;
      }
    }
    return any;
  }

  /** The only write left and the only error left belong together. */
  private List<WriteOutcome> inOrder(List<JsonNode> unmatched) {
    boolean theOne = unmatched.size() == 1 && outcomes.size() == writes.size() - 1;
    List<WriteOutcome> ordered = new ArrayList<>();
    for (int place = 0; place < writes.size(); place++) {
      WriteOutcome outcome = outcomes.get(place);
      if (outcome == null) {
        outcome =
            theOne
                ? refusal(writes.get(place), VendorError.of(unmatched.get(0)), "BATCH_ROW")
                : new WriteOutcome.Unknown("HubSpot's answer says nothing of this record.");
      }
      ordered.add(outcome);
    }
    return ordered;
  }

  private @Nullable Integer placeOf(JsonNode contact) {
    String trace = contact.path(TRACE_ID).asText("");
    if (!trace.isEmpty()) {
      return place(write -> write.token().equals(trace));
    }
    String token = view.token(contact);
    Integer byToken = place(write -> write.token().equals(token));
    if (byToken != null) {
      return byToken;
    }
    String id = contact.path("id").asText("");
    String key = ContactView.text(contact, view.keyProperty());
    return place(
        write ->
            write.isCreate()
                ? key != null && key.equals(write.externalKey())
                : id.equals(write.id()));
  }

  private @Nullable Integer place(Predicate<RecordWrite> wanted) {
    for (int place = 0; place < writes.size(); place++) {
      if (!outcomes.containsKey(place) && wanted.test(writes.get(place))) {
        return place;
      }
    }
    return null;
  }

  private WriteOutcome accepted(RecordWrite write, JsonNode contact) {
    if (contact.path("id").asText("").isEmpty()) {
      return new WriteOutcome.Unknown("HubSpot's answer has a result without an id.");
    }
    boolean created = write.isCreate() && contact.path("new").asBoolean(false);
    return new WriteOutcome.Accepted(ContactView.key(contact), created, shown(write, contact));
  }

  /** Null when the reply leaves out a value that we wrote. */
  private @Nullable Snapshot shown(RecordWrite write, JsonNode contact) {
    // The same source first as for a read, so that the times of both can be compared.
    Instant modified = ContactView.time(ContactView.text(contact, ContactView.MODIFIED));
    if (modified == null) {
      modified = ContactView.time(contact.path("updatedAt").asText(""));
    }
    if (modified == null || write.values().containsKey(LIFECYCLE_STAGE)) {
      return null;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : write.values().keySet()) {
      if (name.equals(view.tokenProperty())) {
        continue;
      }
      if (!contact.path("properties").has(name) && !written(write, name).isEmpty()) {
        return null;
      }
      String text = ContactView.text(contact, name);
      fields.put(name, text == null ? "" : text);
    }
    String key = write.isCreate() ? ContactView.text(contact, view.keyProperty()) : null;
    if (key != null) {
      fields.put(view.keyProperty(), key);
    }
    String token = view.token(contact);
    return new Snapshot(
        ContactView.key(contact), fields, modified, false, token == null ? write.token() : token);
  }

  private static String written(RecordWrite write, String name) {
    return HubSpotValue.text(Objects.requireNonNull(write.values().get(name)));
  }
}
