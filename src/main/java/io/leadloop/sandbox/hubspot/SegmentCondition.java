package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Single filters of a dynamic list: by property, by another list, by a form that was sent. Others
 * are refused when the list is made.
 */
final class SegmentCondition {
  private static final Set<String> OPERATORS =
      Set.of(
          "IS_KNOWN",
          "IS_UNKNOWN",
          "IS_EQUAL_TO",
          "IS_ANY_OF",
          "IS_NOT_EQUAL_TO",
          "IS_NONE_OF",
          "CONTAINS");

  private SegmentCondition() {}

  /**
   * Reads a filter, as things stand now.
   *
   * @throws ApiProblem when it asks for more than is modelled
   */
  static Predicate<CrmRecord> of(JsonNode filter, HubSpotPortal portal) {
    String type = filter.path("filterType").asText();
    String operator =
        filter.path("operator").asText(filter.path("operation").path("operator").asText());
    return switch (type + " " + (type.equals("PROPERTY") ? "" : operator)) {
      case "PROPERTY " -> property(filter);
      case "IN_LIST IN_LIST" -> inList(filter, portal);
      case "IN_LIST NOT_IN_LIST" -> inList(filter, portal).negate();
      case "FORM_SUBMISSION FILLED_OUT" -> sent(filter, portal);
      case "FORM_SUBMISSION NOT_FILLED_OUT" -> sent(filter, portal).negate();
      default -> throw unsupported(type, operator);
    };
  }

  private static Predicate<CrmRecord> property(JsonNode filter) {
    JsonNode operation = filter.path("operation");
    String operator = operation.path("operator").asText();
    if (!OPERATORS.contains(operator)) {
      throw unsupported("PROPERTY", operator);
    }
    List<String> given = new ArrayList<>();
    operation.path("values").forEach(value -> given.add(value.asText()));
    String single = Inputs.text(operation, "value");
    if (single != null) {
      given.add(single);
    }
    Set<String> values =
        given.stream().map(SegmentCondition::lower).collect(Collectors.toUnmodifiableSet());
    String property = filter.path("property").asText();
    return contact -> {
      String value = contact.value(property);
      return switch (operator) {
        case "IS_KNOWN" -> value != null;
        case "IS_UNKNOWN" -> value == null;
        case "IS_EQUAL_TO", "IS_ANY_OF" -> value != null && values.contains(lower(value));
        case "IS_NOT_EQUAL_TO", "IS_NONE_OF" -> value != null && !values.contains(lower(value));
        default -> value != null && values.stream().anyMatch(lower(value)::contains);
      };
    };
  }

  private static Predicate<CrmRecord> inList(JsonNode filter, HubSpotPortal portal) {
    String id = filter.path("listId").asText();
    Segment other = portal.segments().find(id);
    if (other == null) {
      throw ApiProblem.validation("List " + id + " does not exist");
    }
    Set<Long> members = portal.segments().members(other, portal).keySet();
    return contact -> members.contains(contact.id());
  }

  /** By the address that was sent: it is what makes the contact. */
  private static Predicate<CrmRecord> sent(JsonNode filter, HubSpotPortal portal) {
    String id = filter.path("formId").asText();
    Forms.Form form = portal.forms().find(id);
    if (form == null) {
      throw ApiProblem.validation("Form " + id + " does not exist");
    }
    Set<String> addresses = new HashSet<>();
    for (Forms.Submission submission : form.submissions) {
      addresses.add(lower(submission.values().getOrDefault("email", "")));
    }
    return contact -> {
      String email = contact.value("email");
      return email != null && addresses.contains(email);
    };
  }

  private static ApiProblem unsupported(String type, String operator) {
    return ApiProblem.validation(
        "A filter of type '%s' with operator '%s' is not supported".formatted(type, operator));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
