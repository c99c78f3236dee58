package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Token;
import java.util.Optional;

/**
 * The greatest token of one store that any contact carries: one search, sorted by the token. The
 * search index lags by some seconds, and shows no archived contact.
 */
final class GreatestToken {
  private final HubSpotClient client;

  GreatestToken(HubSpotClient client) {
    this.client = client;
  }

  Optional<String> of(String storeId) {
    String property = client.settings().tokenProperty();
    String prefix = Token.prefix(storeId);
    ObjectNode body = client.json().createObjectNode();
    ArrayNode filters = body.putArray("filterGroups").addObject().putArray("filters");
    filter(filters, property, "GTE", prefix);
    // The next character after the hyphen: no token of this store is greater.
    filter(filters, property, "LT", storeId + ".");
    body.putArray("sorts").addObject().put("propertyName", property).put("direction", "DESCENDING");
    body.putArray("properties").add(property);
    Call call =
        Call.post(
            Call.SEARCH,
            client.path("crm/objects", "/" + RecordKey.HUBSPOT_CONTACTS + "/search"),
            body.put("limit", 1),
            Lane.EXPRESS);
    JsonNode answer = client.ask(call);
    if (!answer.path("results").isArray()) {
      throw client.garbled(call, "the answer has no results");
    }
    String token = answer.path("results").path(0).path("properties").path(property).asText("");
    return token.startsWith(prefix) ? Optional.of(token) : Optional.empty();
  }

  private static void filter(ArrayNode filters, String property, String operator, String value) {
    filters.addObject().put("propertyName", property).put("operator", operator).put("value", value);
  }
}
