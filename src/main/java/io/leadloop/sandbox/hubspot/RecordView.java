package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.hubspot.Associations.End;
import java.io.IOException;
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

  /** The names of the properties to show that exist, in the order in which the vendor has them. */
  List<String> shown(ObjectKind kind, Selection selection) {
    return existing(kind, selection.shown(kind));
  }

  private List<String> existing(ObjectKind kind, Collection<String> names) {
    Schema schema = portal.schema(kind);
    return new TreeSet<>(names).stream().filter(name -> schema.property(name) != null).toList();
  }

  private ObjectNode base(CrmRecord record, Collection<String> shown) {
    List<String> names = existing(record.kind(), shown);
    return Json.tree(out -> write(out, record, names));
  }

  /**
   * Writes a record without associations and histories. A time is costly to print, and each of
   * these is there twice.
   */
  static void write(JsonGenerator out, CrmRecord record, List<String> names) throws IOException {
    ObjectKind kind = record.kind();
    String id = Long.toString(record.id());
    String createdAt = Times.text(record.createdAt());
    String updatedAt = Times.text(record.updatedAt());
    out.writeStartObject();
    out.writeStringField("id", id);
    out.writeObjectFieldStart("properties");
    for (String name : names) {
      if (name.equals(kind.createdProperty)) {
        out.writeStringField(name, createdAt);
      } else if (name.equals(kind.modifiedProperty)) {
        out.writeStringField(name, updatedAt);
      } else {
        out.writeStringField(name, record.value(name));
      }
    }
    out.writeEndObject();
    out.writeStringField("createdAt", createdAt);
    out.writeStringField("updatedAt", updatedAt);
    out.writeBooleanField("archived", record.archived());
    if (record.archivedAt() != null) {
      out.writeStringField("archivedAt", Times.text(record.archivedAt()));
    }
    out.writeStringField("url", URL_PREFIX + kind.typeId() + "/" + id);
    out.writeEndObject();
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
