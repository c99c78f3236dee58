package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Standing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What our user may do with Leads and Contacts as a whole, and which fields' edits Salesforce
 * keeps. Of its standard fields it does not tell the latter; of custom ones the Tooling API does,
 * to users who may look at the set-up.
 */
final class Permissions {
  private static final String OPERATION = "permissions";
  private static final String CUSTOM = "__c";

  /** How Salesforce refuses an object that exists and that the user has no read permission for. */
  static final String HIDDEN = "NOT_FOUND";

  private final SalesforceConnection connection;
  private final SalesforceSettings settings;
  private final boolean tasks;
  private final boolean deletes;

  /**
   * @param tasks whether Tasks are to be created
   * @param deletes whether Leads and Contacts are to be deleted
   */
  Permissions(
      SalesforceConnection connection,
      SalesforceSettings settings,
      boolean tasks,
      boolean deletes) {
    this.deletes = deletes;
    this.tasks = tasks;
    this.connection = connection;
    this.settings = settings;
  }

  /**
   * @param fields by object, those whose history is asked for
   */
  Standing ask(Map<String, Set<String>> fields) {
    List<CrmException> lacks = new ArrayList<>();
    for (String object : List.of(RecordKey.LEAD, RecordKey.CONTACT)) {
      JsonNode described = described(object, lacks);
      if (described == null) {
        continue;
      }
      if (object.equals(RecordKey.LEAD)) {
        may(described, "createable", "create " + object + "s", lacks);
      }
      may(described, "updateable", "change " + object + "s", lacks);
      if (deletes) {
        may(described, "deletable", "delete %ss (deletes.contacts)".formatted(object), lacks);
      }
    }
    JsonNode task = tasks ? described(SalesforceTimeline.TASK, lacks) : null;
    if (task != null) {
      may(task, "createable", "create Tasks (re_engagement)", lacks);
    }
    Map<String, Standing.History> histories = new HashMap<>();
    fields.forEach((object, names) -> histories.put(object, history(object, names)));
    return new Standing(lacks, histories);
  }

  /** What Salesforce tells of an object; null when our user may not even see it. */
  private @Nullable JsonNode described(String object, List<CrmException> lacks) {
    try {
      return get("describe " + object, "sobjects/" + object + "/describe");
    } catch (CrmException e) {
      if (!e.code().equals(HIDDEN)) {
        throw e;
      }
      lacks.add(lack("read " + object + "s"));
      return null;
    }
  }

  private static void may(JsonNode described, String flag, String what, List<CrmException> lacks) {
    if (!described.path(flag).asBoolean(true)) {
      lacks.add(lack(what));
    }
  }

  /**
   * A permission that our user lacks.
   *
   * @param what such as {@code read Leads}
   */
  static CrmException lack(String what) {
    return new CrmException(
        Side.SALESFORCE,
        Kind.PERMISSION,
        "OBJECT_PERMISSION",
        "Our user may not " + what + " in Salesforce.",
        null);
  }

  private Standing.History history(String object, Set<String> names) {
    try {
      query("query", "SELECT Id FROM " + object + "History LIMIT 1");
    } catch (CrmException e) {
      if (e.code().equals("INVALID_TYPE") || e.kind() == Kind.PERMISSION) {
        // An org that tracks nothing of this object has no such table, nor one for those who may
        // not see it.
        return new Standing.History(false, Map.of());
      }
      throw e;
    }
    Map<String, Boolean> tracked = new LinkedHashMap<>();
    if (names.stream().anyMatch(name -> name.endsWith(CUSTOM))) {
      try {
        custom(object, names, tracked);
      } catch (CrmException e) {
        if (e.kind() != Kind.PERMISSION && e.kind() != Kind.QUESTION) {
          throw e;
        }
      }
    }
    return new Standing.History(true, tracked);
  }

  private void custom(String object, Set<String> names, Map<String, Boolean> tracked) {
    String soql =
        "SELECT Id, DeveloperName FROM CustomField WHERE TableEnumOrId = " + Soql.quoted(object);
    for (JsonNode row : query("tooling/query", soql)) {
      String name = row.path("DeveloperName").asText() + CUSTOM;
      JsonNode flag =
          names.contains(name)
              ? get("read " + name, "tooling/sobjects/CustomField/" + row.path("Id").asText())
                  .path("Metadata")
                  .path("trackHistory")
              : row.path("none");
      if (flag.isBoolean()) {
        tracked.put(name, flag.asBoolean());
      }
    }
  }

  private JsonNode query(String resource, String soql) {
    // Camel makes a space of a plus sign in a path, so none may be in it.
    String path =
        resource + "?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8).replace("+", "%20");
    return get("ask which edits are kept", path).path("records");
  }

  private JsonNode get(String what, String path) {
    Call call = Call.get(OPERATION, what, settings.path(path), JsonNode::isObject);
    return connection.send(call, Lane.LIVE).orThrow();
  }
}
