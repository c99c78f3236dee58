package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.salesforce.Composite.Part;
import io.leadloop.salesforce.Composite.Reply;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads records by id through sObject Collections: 2,000 of one kind in one call, and several kinds
 * or thousands together in one composite. Salesforce answers null for a record that is gone; one
 * that was merged is read as the record that it was merged into, and a converted Lead that was
 * deleted as its Contact.
 */
final class Read {
  /** How often a master may have been merged away itself. */
  private static final int MERGES_MAX = 5;

  private final SalesforceConnection connection;
  private final SalesforceSettings settings;
  private final Records records;
  private final RecycleBin bin;

  Read(
      SalesforceConnection connection,
      SalesforceSettings settings,
      Records records,
      RecycleBin bin) {
    this.connection = connection;
    this.settings = settings;
    this.records = records;
    this.bin = bin;
  }

  /** Ids of one kind that are asked for together. */
  private record Chunk(String object, List<String> ids) {}

  Map<RecordKey, Snapshot> read(Collection<RecordKey> keys, Lane lane) {
    Map<RecordKey, Snapshot> read = alive(keys, lane);
    Map<RecordKey, RecordKey> sought = new LinkedHashMap<>();
    keys.stream().filter(key -> !read.containsKey(key)).forEach(key -> sought.put(key, full(key)));
    for (int i = 0; i < MERGES_MAX && !sought.isEmpty(); i++) {
      Map<RecordKey, RecycleBin.Deleted> deleted = bin.look(sought.values(), lane);
      Map<RecordKey, RecordKey> masters = new LinkedHashMap<>();
      sought.forEach(
          (key, lost) -> {
            RecycleBin.Deleted one = deleted.get(lost);
            RecordKey standsFor = one == null ? null : one.standsFor();
            if (standsFor != null) {
              masters.put(key, standsFor);
            }
          });
      Map<RecordKey, Snapshot> survivors =
          masters.isEmpty() ? Map.of() : alive(masters.values(), lane);
      sought.clear();
      masters.forEach(
          (key, master) -> {
            Snapshot survivor = survivors.get(master);
            if (survivor == null) {
              sought.put(key, master);
            } else {
              read.put(key, survivor);
            }
          });
    }
    return read;
  }

  private Map<RecordKey, Snapshot> alive(Collection<RecordKey> keys, Lane lane) {
    Map<RecordKey, Snapshot> found = new HashMap<>();
    List<Chunk> chunks = chunks(keys);
    int together = settings.batchSizes().partsPerComposite();
    for (int from = 0; from < chunks.size(); from += together) {
      List<Chunk> now = chunks.subList(from, Math.min(chunks.size(), from + together));
      List<JsonNode> answers =
          now.size() == 1 ? List.of(alone(now.get(0), lane)) : together(now, lane);
      for (int i = 0; i < now.size(); i++) {
        for (JsonNode row : answers.get(i)) {
          if (!row.isNull()) {
            Snapshot snapshot = records.snapshot(now.get(i).object(), row);
            found.put(snapshot.key(), snapshot);
          }
        }
      }
    }
    Map<RecordKey, Snapshot> asked = new LinkedHashMap<>();
    for (RecordKey key : keys) {
      Snapshot snapshot = found.get(full(key));
      if (snapshot != null) {
        asked.put(key, snapshot);
      }
    }
    return asked;
  }

  private JsonNode alone(Chunk chunk, Lane lane) {
    Call call =
        Call.postToRead(
            "retrieve",
            what(List.of(chunk)),
            path(chunk),
            body(chunk),
            rows -> isWhole(rows, chunk));
    return connection.send(call, lane).orThrow();
  }

  private List<JsonNode> together(List<Chunk> chunks, Lane lane) {
    List<Part> parts =
        chunks.stream().map(chunk -> new Part("POST", path(chunk), body(chunk))).toList();
    Call call = Composite.call(settings, "retrieve", what(chunks), parts, Map.of(), false);
    List<Reply> replies = Composite.replies(connection.send(call, lane).orThrow());
    List<JsonNode> answers = new ArrayList<>();
    for (int i = 0; i < replies.size(); i++) {
      Reply reply = replies.get(i);
      if (!reply.isOk()) {
        throw VendorError.of(reply.status(), reply.body()).exception(what(chunks));
      }
      if (!isWhole(reply.body(), chunks.get(i))) {
        throw new CrmException(
            Side.SALESFORCE,
            CrmException.Kind.GARBLED,
            "GARBLED",
            "Could not "
                + what(chunks)
                + " in Salesforce: there are not as many answers as records.",
            null);
      }
      answers.add(reply.body());
    }
    return answers;
  }

  private List<Chunk> chunks(Collection<RecordKey> keys) {
    Map<String, Set<String>> byObject = new LinkedHashMap<>();
    for (RecordKey key : keys) {
      if (SalesforceId.isId(key.id())) {
        byObject
            .computeIfAbsent(key.object(), object -> new LinkedHashSet<>())
            .add(SalesforceId.full(key.id()));
      }
    }
    List<Chunk> chunks = new ArrayList<>();
    int size = settings.batchSizes().idsPerRead();
    byObject.forEach(
        (object, set) -> {
          List<String> ids = List.copyOf(set);
          for (int from = 0; from < ids.size(); from += size) {
            chunks.add(new Chunk(object, ids.subList(from, Math.min(ids.size(), from + size))));
          }
        });
    return chunks;
  }

  private String path(Chunk chunk) {
    return settings.path("composite/sobjects/" + chunk.object());
  }

  private ObjectNode body(Chunk chunk) {
    ObjectNode body = Json.object();
    chunk.ids().forEach(body.putArray("ids")::add);
    records.asked(chunk.object()).forEach(body.putArray("fields")::add);
    return body;
  }

  private static boolean isWhole(JsonNode rows, Chunk chunk) {
    if (!rows.isArray() || rows.size() != chunk.ids().size()) {
      return false;
    }
    for (JsonNode row : rows) {
      if (!row.isNull() && !row.isObject()) {
        return false;
      }
    }
    return true;
  }

  private static RecordKey full(RecordKey key) {
    return RecordKey.salesforce(key.object(), SalesforceId.full(key.id()));
  }

  private static String what(List<Chunk> chunks) {
    List<String> counts = new ArrayList<>();
    chunks.forEach(chunk -> counts.add(chunk.ids().size() + " x " + chunk.object()));
    return "read " + String.join(", ", counts) + " by id";
  }
}
