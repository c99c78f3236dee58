package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.Associations.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The associations that requests name, checked as the vendor checks them. */
final class AssociationInputs {
  private AssociationInputs() {}

  /** What a new record of {@code kind} is to be tied to; empty when nothing is named. */
  static List<Link> links(HubSpotPortal portal, ObjectKind kind, JsonNode associations) {
    List<Link> links = new ArrayList<>();
    for (JsonNode association : associations) {
      for (JsonNode spec : association.path("types")) {
        AssociationType type = type(portal, spec);
        if (type == null || type.from() != kind) {
          throw notFrom(spec, kind);
        }
        String id = association.path("to").path("id").asText();
        links.add(new Link(end(portal, type.to(), id), type));
      }
    }
    return links;
  }

  /** The types that a list of specs names, each between the two kinds; at least one. */
  static List<AssociationType> types(
      HubSpotPortal portal, ObjectKind from, ObjectKind to, JsonNode specs) {
    List<AssociationType> types = new ArrayList<>();
    for (JsonNode spec : specs) {
      AssociationType type = type(portal, spec);
      if (type == null || type.from() != from || type.to() != to) {
        throw notFrom(spec, from);
      }
      types.add(type);
    }
    if (types.isEmpty()) {
      throw Inputs.missingField("types");
    }
    return types;
  }

  /** A living record as an end. */
  static End end(HubSpotPortal portal, ObjectKind kind, String id) {
    CrmRecord record = id.matches("\\d{1,18}") ? portal.find(kind, id, null) : null;
    if (record == null) {
      throw ApiProblem.of(
          400,
          "VALIDATION_ERROR",
          "One or more associations are invalid",
          Map.of("INVALID_OBJECT_IDS", List.of(kind.errorName + "=" + id + " is not valid")));
    }
    return new End(kind, record.id());
  }

  private static @Nullable AssociationType type(HubSpotPortal portal, JsonNode spec) {
    return portal
        .associationTypes()
        .find(spec.path("associationCategory").asText(), spec.path("associationTypeId").asInt());
  }

  private static ApiProblem notFrom(JsonNode spec, ObjectKind kind) {
    return ApiProblem.validation(
        "Association type %d is not one from object type %s"
            .formatted(spec.path("associationTypeId").asInt(), kind.typeId()));
  }
}
