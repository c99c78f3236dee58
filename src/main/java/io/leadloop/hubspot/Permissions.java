package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.mapping.FieldRule;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Asks for each scope that the loop needs, one small call each. HubSpot looks at the scopes before
 * it looks at what a call says, so an empty batch tells whether a full one would be let in, and
 * changes nothing. A scope that several calls lack is told once. For one use.
 */
final class Permissions {
  private static final String OPERATION = "permissions";

  /** What differs from one call to the next in what is told of the same scope. */
  private static final Pattern CALL = Pattern.compile("^.* failed: |, correlation id.*$");

  private final HubSpotClient client;
  private final Set<String> told = new HashSet<>();

  Permissions(HubSpotClient client) {
    this.client = client;
  }

  Standing ask() {
    JsonNode empty = JsonNodeFactory.instance.objectNode().set("inputs", array());
    List<CrmException> lacks = new ArrayList<>();
    ask(Call.get(OPERATION, path("/contacts?limit=1"), Lane.LIVE), lacks);
    ask(Call.post(OPERATION, path("/contacts/batch/update"), empty, Lane.LIVE), lacks);
    ask(Call.post(OPERATION, path("/notes/batch/create"), empty, Lane.LIVE), lacks);
    if (client.settings().properties().contains(FieldRule.HUBSPOT_EMAIL_OPT_OUT)) {
      ask(
          Call.post(OPERATION, client.path(OptOuts.API, OptOuts.LEAVE_ALL), empty, Lane.LIVE),
          lacks);
    }
    return new Standing(lacks, Map.of());
  }

  private String path(String rest) {
    return client.path("crm/objects", rest);
  }

  /** Only a missing permission counts: that an empty batch is refused says nothing. */
  private void ask(Call call, List<CrmException> lacks) {
    try {
      client.send(call);
    } catch (CrmException e) {
      if (e.kind() != Kind.PERMISSION) {
        throw e;
      }
      String scopes = CALL.matcher(String.valueOf(e.getMessage())).replaceAll("");
      if (told.add(scopes)) {
        lacks.add(e);
      }
    }
  }

  private static JsonNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
