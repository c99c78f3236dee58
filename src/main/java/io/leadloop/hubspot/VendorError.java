package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's error, as the body of a refused call or as one row of a batch. All of its fields are
 * optional by HubSpot's own description.
 *
 * @param code the most telling of HubSpot's codes; empty when it names none
 * @param message HubSpot's own words; may hold personal data
 * @param policy which limit was reached: {@code DAILY}; empty when it is none
 */
record VendorError(
    String status, String code, String category, String message, String policy, JsonNode json) {
  private static final Pattern EXISTING_ID = Pattern.compile("Existing ID: *(\\d+)");

  /** The 2025 bodies carry their codes as JSON inside the message. */
  private static final Pattern CODE_IN_MESSAGE = Pattern.compile("\"error\" *: *\"([A-Z_]+)\"");

  private static final Pattern NAME_IN_MESSAGE =
      Pattern.compile("\"error\" *: *\"PROPERTY_DOESNT_EXIST\",\"name\" *: *\"([A-Za-z0-9_]+)\"");

  private static final Pattern INVALID_IN_MESSAGE =
      Pattern.compile("\"error\" *: *\"[A-Z_]+\" *, *\"name\" *: *\"([A-Za-z0-9_]+)\"");

  static VendorError of(JsonNode json) {
    String message = json.path("message").asText("");
    String category = json.path("category").asText("");
    return new VendorError(
        json.path("status").asText(""),
        code(json, message, category),
        category,
        message,
        policy(json, message),
        json);
  }

  /** Whether this is HubSpot's own envelope and not some page of a proxy. */
  boolean isVendors() {
    return json.isObject() && (status.equals("error") || !category.isEmpty());
  }

  boolean isNotFound() {
    return category.equals("OBJECT_NOT_FOUND");
  }

  /** The record that has the e-mail address already; null when HubSpot does not name it. */
  @Nullable String existingId() {
    return existingId(message);
  }

  /** The same of a message of HubSpot's. */
  static @Nullable String existingId(String message) {
    Matcher matcher = EXISTING_ID.matcher(message);
    return matcher.find() ? matcher.group(1) : null;
  }

  /**
   * Whether the same write may succeed later by itself. A missing required property does not: an
   * admin's rule asks for it.
   */
  boolean isPassing() {
    return switch (category) {
      case "RATE_LIMITS", "INTERNAL_ERROR", "SERVICE_UNAVAILABLE" -> true;
      default -> status.equals("423") || code.equals("LOCKED");
    };
  }

  /** The properties that HubSpot says it does not have. */
  Set<String> unknownProperties() {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode error : json.path("errors")) {
      if (error.path("code").asText().equals("PROPERTY_DOESNT_EXIST")) {
        names.addAll(texts(error.path("context").path("propertyName")));
      }
    }
    Matcher matcher = NAME_IN_MESSAGE.matcher(message);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The properties whose values HubSpot does not take, whatever is the matter with them. */
  Set<String> refusedProperties() {
    Set<String> names = new LinkedHashSet<>(unknownProperties());
    for (JsonNode error : json.path("errors")) {
      names.addAll(texts(error.path("context").path("propertyName")));
    }
    Matcher matcher = INVALID_IN_MESSAGE.matcher(message);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The permissions that the access token lacks; HubSpot names them. */
  List<String> missingScopes() {
    List<String> scopes = new ArrayList<>();
    for (JsonNode error : json.path("errors")) {
      scopes.addAll(texts(error.path("context").path("requiredGranularScopes")));
      scopes.addAll(texts(error.path("context").path("requiredScopes")));
    }
    return scopes;
  }

  /** What a log and an exception may say: codes and the number to quote to HubSpot. */
  String withoutPersonalData() {
    StringBuilder text = new StringBuilder(code.isEmpty() ? "no code" : code);
    if (!missingScopes().isEmpty()) {
      text.append(", missing permissions ").append(String.join(", ", missingScopes()));
    }
    if (!unknownProperties().isEmpty()) {
      text.append(", unknown properties ").append(String.join(", ", unknownProperties()));
    }
    String correlation = json.path("correlationId").asText("");
    return correlation.isEmpty()
        ? text.toString()
        : text.append(", correlation id ").append(correlation).toString();
  }

  /** Texts of an array, or the one text that stands in its place. */
  static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> texts.add(item.asText()));
    } else if (node.isValueNode() && !node.isNull()) {
      texts.add(node.asText());
    }
    return texts;
  }

  private static String code(JsonNode json, String message, String category) {
    for (JsonNode error : json.path("errors")) {
      String code = error.path("code").asText("");
      if (!code.isEmpty()) {
        return code;
      }
    }
    Matcher matcher = CODE_IN_MESSAGE.matcher(message);
    if (matcher.find()) {
      return matcher.group(1);
    }
    String subCategory = json.path("subCategory").asText("");
    return subCategory.isEmpty() ? category : subCategory;
  }

  /** Search answers carry no policy name, only the words. */
  private static String policy(JsonNode json, String message) {
    String named = json.path("policyName").asText("");
    if (!named.isEmpty()) {
      return named.toUpperCase(Locale.ROOT);
    }
    String words = message.toLowerCase(Locale.ROOT);
    if (words.contains("ten_secondly") || words.contains("ten secondly")) {
      return "TEN_SECONDLY_ROLLING";
    }
    if (words.contains("secondly")) {
      return "SECONDLY";
    }
    return words.contains("daily") ? "DAILY" : "";
  }
}
