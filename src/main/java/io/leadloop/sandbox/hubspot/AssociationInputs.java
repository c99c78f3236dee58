package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The associations that a create may carry: a note's contacts, by association type 202. */
final class AssociationInputs {
  static final int NOTE_TO_CONTACT = 202;
  static final int CONTACT_TO_NOTE = 201;

  private AssociationInputs() {}

  /** The contacts that a new record is tied to; empty when none are named. */
  static Set<Long> contacts(HubSpotPortal portal, ObjectKind kind, JsonNode associations) {
    Set<Long> contacts = new LinkedHashSet<>();
    for (JsonNode association : associations) {
      for (JsonNode type : association.path("types")) {
        int typeId = type.path("associationTypeId").asInt();
        if (kind != ObjectKind.NOTES || typeId != NOTE_TO_CONTACT) {
          throw ApiProblem.validation(
              "Association type %d is not one from object type %s"
                  .formatted(typeId, kind.typeId()));
        }
      }
      String id = association.path("to").path("id").asText();
      CrmRecord contact =
          id.matches("\\d{1,18}") ? portal.find(ObjectKind.CONTACTS, id, null) : null;
      if (contact == null) {
        throw ApiProblem.of(
            400,
            "VALIDATION_ERROR",
            "One or more associations are invalid",
            Map.of("INVALID_OBJECT_IDS", List.of("CONTACT=" + id + " is not valid")));
      }
      contacts.add(contact.id());
    }
    return contacts;
  }
}
