package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a record of one kind is tied to one of another.
 *
 * @param category {@code HUBSPOT_DEFINED} or {@code USER_DEFINED}
 * @param name as the legacy API has it, such as {@code note_to_contact}
 * @param label what people see; null for the plain tie
 * @param inverseId the type that the other end has towards this one
 */
record AssociationType(
    int id,
    String category,
    String name,
    @Nullable String label,
    ObjectKind from,
    ObjectKind to,
    int inverseId) {
  /** As reads of associations and of labels show it. */
  ObjectNode json() {
    return Json.object().put("category", category).put("typeId", id).put("label", label);
  }

  /** As inputs name it. */
  ObjectNode spec() {
    return Json.object().put("associationCategory", category).put("associationTypeId", id);
  }
}
