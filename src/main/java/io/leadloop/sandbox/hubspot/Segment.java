package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list of contacts, kept by hand or by its filters. Guarded by the portal's lock. */
final class Segment {
  private static final String USER_ID = "101";

  final long id;
  final String processingType;
  final Instant createdAt;
  final Map<Long, Instant> joinedById = new LinkedHashMap<>();
  String name;
  Instant updatedAt;
  JsonNode filterBranch;
  @Nullable Instant deletedAt;
  private int version = 1;

  Segment(long id, String name, String processingType, JsonNode filterBranch, Instant at) {
    this.id = id;
    this.name = name;
    this.processingType = processingType;
    this.filterBranch = filterBranch;
    this.createdAt = at;
    this.updatedAt = at;
  }

  boolean isDynamic() {
    return processingType.equals("DYNAMIC");
  }

  void changed(Instant at) {
    updatedAt = at;
    version++;
  }

  int version() {
    return version;
  }

  ObjectNode json(int size, boolean withFilters) {
    ObjectNode json = base().put("size", size).put("filtersUpdatedAt", createdAt.toString());
    if (withFilters && filterBranch.isObject()) {
      json.set("filterBranch", filterBranch);
    }
    return json;
  }

  /** As a search shows it. */
  ObjectNode found(int size) {
    ObjectNode json = base();
    json.putObject("additionalProperties").put("hs_list_size", Integer.toString(size));
    return json;
  }

  private ObjectNode base() {
    ObjectNode json =
        Json.object()
            .put("listId", Long.toString(id))
            .put("listVersion", version)
            .put("name", name)
            .put("objectTypeId", ObjectKind.CONTACTS.typeId())
            .put("processingType", processingType)
            .put("processingStatus", "COMPLETE")
            .put("createdById", USER_ID)
            .put("updatedById", USER_ID)
            .put("createdAt", createdAt.toString())
            .put("updatedAt", updatedAt.toString());
    if (deletedAt != null) {
      json.put("deletedAt", deletedAt.toString());
    }
    return json;
  }
}
