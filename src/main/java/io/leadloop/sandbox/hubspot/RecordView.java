package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.hubspot.Associations.End;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Records as the API shows them. Called under the portal's lock. */
final class RecordView {
  private static final String URL_PREFIX =
      "https://app.hubspot.com/contacts/" + HubSpotPortal.PORTAL_ID + "/record/";

  private final HubSpotPortal portal;

  RecordView(HubSpotPortal portal) {
    this.portal = portal;
  }

  /** A record as a read shows it. */
  ObjectNode read(CrmRecord record, Selection selection) {
    ObjectNode json = base(record, selection.shown(record.kind()));
    if (!selection.withHistory().isEmpty()) {
      ObjectNode histories = json.putObject("propertiesWithHistory");
      for (String name : new TreeSet<>(selection.withHistory())) {
        if (portal.schema(record.kind()).property(name) != null) {
          histories.set(name, history(record, name));
        }
      }
    }
    putAssociations(json, record, selection.associations());
    return json;
  }

  /**
   * A record as a write shows it: what was written, as it is now stored, and the kind's defaults.
   */
  ObjectNode written(CrmRecord record, Collection<String> writtenNames) {
    TreeSet<String> shown = new TreeSet<>(record.kind().defaultProperties);
    shown.addAll(writtenNames);
    return base(record, shown);
  }

  private ObjectNode base(CrmRecord record, Collection<String> shown) {
    ObjectNode json = Json.object().put("id", Long.toString(record.id()));
    ObjectNode properties = json.putObject("properties");
    ObjectKind kind = record.kind();
    Schema schema = portal.schema(kind);
    // A time is costly to print, and each of these is there twice.
    String createdAt = record.createdAt().toString();
    String updatedAt = record.updatedAt().toString();
    for (String name : new TreeSet<>(shown)) {
      if (name.equals(kind.createdProperty)) {
        properties.put(name, createdAt);
      } else if (name.equals(kind.modifiedProperty)) {
        properties.put(name, updatedAt);
      } else if (schema.property(name) != null) {
        properties.put(name, record.value(name));
      }
    }
    json.put("createdAt", createdAt).put("updatedAt", updatedAt).put("archived", record.archived());
    if (record.archivedAt() != null) {
      json.put("archivedAt", record.archivedAt().toString());
    }
    return json.put("url", URL_PREFIX + kind.typeId() + "/" + record.id());
  }

  private static ArrayNode history(CrmRecord record, String name) {
    ArrayNode versions = Json.array();
    for (ValueVersion version : record.history().getOrDefault(name, List.of())) {
      Author author = version.author();
      ObjectNode json =
          Json.object()
              .put("value", version.value())
              .put("timestamp", version.at().toString())
              .put("sourceType", author.sourceType());
      if (author.sourceId() != null) {
        json.put("sourceId", author.sourceId());
      }
      if (author.sourceLabel() != null) {
        json.put("sourceLabel", author.sourceLabel());
      }
      if (author.userId() != null) {
        json.put("updatedByUserId", author.userId());
      }
      versions.add(json);
    }
    return versions;
  }

  private void putAssociations(ObjectNode json, CrmRecord record, List<String> kinds) {
    ObjectNode associations = Json.object();
    End from = new End(record.kind(), record.id());
    for (String name : kinds) {
      ObjectKind kind = ObjectKind.named(name);
      Map<Long, Set<AssociationType>> tied = kind == null ? Map.of() : portal.tied(from, kind);
      if (kind == null || tied.isEmpty()) {
        continue;
      }
      ArrayNode results = associations.putObject(kind.pathNames.get(0)).putArray("results");
      tied.forEach(
          (id, types) -> {
            String type = types.iterator().next().name();
            results.add(Json.object().put("id", Long.toString(id)).put("type", type));
          });
    }
    if (!associations.isEmpty()) {
      json.set("associations", associations);
    }
  }
}
