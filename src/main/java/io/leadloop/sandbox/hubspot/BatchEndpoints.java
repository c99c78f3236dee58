package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import io.leadloop.sandbox.hubspot.rules.BatchRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Up to 100 records at a time. Reads, updates and upserts answer per row; creates only with trace
 * ids.
 */
final class BatchEndpoints {
  private final HubSpotPortal portal;
  private final RecordView view;
  private final ObjectKind kind;
  private final Random random;
  private final boolean enforcesRules;

  private BatchEndpoints(
      HubSpotPortal portal,
      RecordView view,
      ObjectKind kind,
      Random random,
      boolean enforcesRules) {
    this.enforcesRules = enforcesRules && kind == ObjectKind.CONTACTS;
    this.portal = portal;
    this.view = view;
    this.kind = kind;
    this.random = random;
  }

  /** Adds the routes of one kind below {@code base}. */
  static void add(
      Router router,
      String base,
      HubSpotPortal portal,
      RecordView view,
      ObjectKind kind,
      Random random) {
    boolean enforcesRules = base.contains("/" + RequiredRules.ENFORCED_FROM + "/");
    BatchEndpoints batch = new BatchEndpoints(portal, view, kind, random, enforcesRules);
    router
        .on("POST", base + "/batch/read", (request, path) -> batch.read(request))
        .on("POST", base + "/batch/create", (request, path) -> batch.create(request))
        .on("POST", base + "/batch/update", (request, path) -> batch.update(request))
        .on("POST", base + "/batch/upsert", (request, path) -> batch.upsert(request))
        .on("POST", base + "/batch/archive", (request, path) -> batch.archive(request));
  }

  private Reply read(Request request) {
    JsonNode body = request.json();
    Selection selection = Selection.ofBody(body);
    List<JsonNode> rows = Inputs.rowsToRead(body, selection);
    String idProperty = Inputs.text(body, "idProperty");
    Set<String> ids = new LinkedHashSet<>();
    rows.forEach(row -> ids.add(Inputs.id(row)));
    boolean archived = "true".equals(request.param("archived"));
    BatchReply read =
        portal.locked(
            () -> {
              BatchReply reply = new BatchReply(portal.now());
              List<String> names = view.shown(kind, selection);
              List<String> missing = new ArrayList<>();
              Set<Long> shown = new HashSet<>();
              for (String id : ids) {
                CrmRecord record = archived ? archivedOrNull(id) : findOrNull(id, idProperty);
                if (record == null) {
                  missing.add(id);
                } else if (shown.add(record.id())) {
                  reply.add(row(record, selection, names));
                }
              }
              reply.notFound(kind, missing);
              return reply;
            });
    return read.reply(200, random, portal.now());
  }

  /** A record without histories is immutable: it is written while the portal serves others. */
  private Json.Writing row(CrmRecord record, Selection selection, List<String> names) {
    if (selection.withHistory().isEmpty()) {
      return out -> RecordView.write(out, record, names);
    }
    ObjectNode whole = view.read(record, selection);
    return out -> out.writeTree(whole);
  }

  private Reply create(Request request) {
    List<JsonNode> rows = Inputs.rows(request.json());
    Author author = portal.tokens().author(request);
    return portal.locked(
        () -> {
          BatchReply reply = new BatchReply(portal.now());
          if (BatchRule.createsPerRow(traces(rows))) {
            for (JsonNode row : rows) {
              try {
                create(row, checked(row, author), author, reply);
              } catch (ApiProblem problem) {
                reply.refuse(problem, row);
              }
            }
          } else {
            createAllOrNothing(rows, author, reply);
          }
          return reply.reply(201, random, portal.now());
        });
  }

  /**
   * Without trace ids one bad row fails the whole batch, so all are checked before any is stored.
   */
  private void createAllOrNothing(List<JsonNode> rows, Author author, BatchReply reply) {
    List<Map<String, String>> checked = new ArrayList<>();
    Set<String> uniques = new HashSet<>();
    for (JsonNode row : rows) {
      Map<String, String> values = checked(row, author);
      values.forEach((name, value) -> requireFresh(uniques, name, value));
      AssociationInputs.links(portal, kind, row.path("associations"));
      checked.add(values);
    }
    for (int i = 0; i < rows.size(); i++) {
      create(rows.get(i), checked.get(i), author, reply);
    }
  }

  private void requireFresh(Set<String> seen, String name, String value) {
    PropertyDefinition property = portal.schema(kind).property(name);
    if (property != null && property.unique() && !seen.add(name + "=" + value)) {
      throw ApiProblem.validation(
          "Duplicate values found in batch input for property %s: [%s]".formatted(name, value));
    }
  }

  private Map<String, String> checked(JsonNode row, Author author) {
    Map<String, String> checked = portal.checkCreate(kind, Inputs.properties(row), author);
    checkRules(null, checked);
    return checked;
  }

  private void create(JsonNode row, Map<String, String> checked, Author author, BatchReply reply) {
    List<Link> links = AssociationInputs.links(portal, kind, row.path("associations"));
    CrmRecord record = portal.create(kind, checked, author);
    portal.link(record, links);
    reply.add(view.written(record, record.history().keySet()), row);
  }

  private Reply update(Request request) {
    List<JsonNode> rows = Inputs.rows(request.json());
    Inputs.requireDistinctIds(rows);
    Author author = portal.tokens().author(request);
    return portal.locked(
        () -> {
          rows.forEach(row -> requireKey(row, false));
          BatchReply reply = new BatchReply(portal.now());
          for (JsonNode row : rows) {
            try {
              CrmRecord before = findOrNull(Inputs.id(row), Inputs.text(row, "idProperty"));
              if (before == null) {
                throw BatchReply.missing(kind);
              }
              Map<String, String> written = Inputs.properties(row);
              checkRules(before, written);
              CrmRecord after = portal.update(before, written, author);
              reply.add(view.written(after, written.keySet()), row);
            } catch (ApiProblem problem) {
              reply.refuse(problem, row);
            }
          }
          return reply.reply(200, random, portal.now());
        });
  }

  private Reply upsert(Request request) {
    List<JsonNode> rows = Inputs.rows(request.json());
    Inputs.requireDistinctIds(rows);
    Author author = portal.tokens().author(request);
    return portal.locked(
        () -> {
          rows.forEach(row -> requireKey(row, true));
          BatchReply reply = new BatchReply(portal.now());
          for (JsonNode row : rows) {
            try {
              reply.add(upsert(row, author), row);
            } catch (ApiProblem problem) {
              reply.refuse(problem, row);
            }
          }
          return reply.reply(200, random, portal.now());
        });
  }

  private ObjectNode upsert(JsonNode row, Author author) {
    String id = Inputs.id(row);
    String idProperty = String.valueOf(Inputs.text(row, "idProperty"));
    Map<String, String> written = new LinkedHashMap<>(Inputs.properties(row));
    CrmRecord before = findOrNull(id, idProperty);
    if (before == null) {
      written.putIfAbsent(idProperty, id);
      Map<String, String> checked = portal.checkCreate(kind, written, author);
      checkRules(null, checked);
      CrmRecord created = portal.create(kind, checked, author);
      return view.written(created, created.history().keySet()).put("new", true);
    }
    if (idProperty.equals("email")) {
      requireWhole(before, written);
    }
    checkRules(before, written);
    CrmRecord after = portal.update(before, written, author);
    return view.written(after, written.keySet()).put("new", false);
  }

  /**
   * The vendor documents that partial upserts are not supported by e-mail and not what one does;
   * here a row is refused that leaves out a value which the contact has.
   */
  private void requireWhole(CrmRecord before, Map<String, String> written) {
    Set<String> held = new HashSet<>();
    for (PropertyDefinition property : portal.schema(kind).properties()) {
      if (!property.readOnly() && before.value(property.name()) != null) {
        held.add(property.name());
      }
    }
    if (BatchRule.isPartialUpsert(held, written.keySet())) {
      throw ApiProblem.validation(
          "Partial upserts are not supported when using email as the idProperty");
    }
  }

  private Reply archive(Request request) {
    List<JsonNode> rows = Inputs.rows(request.json());
    return portal.locked(
        () -> {
          for (JsonNode row : rows) {
            CrmRecord record = findOrNull(Inputs.id(row), null);
            if (record != null) {
              portal.archive(record);
            }
          }
          return Reply.noContent().withRecords(rows.size());
        });
  }

  /** An e-mail is no key of a batch update; an upsert needs a unique property as its key. */
  private void requireKey(JsonNode row, boolean upsert) {
    String idProperty = Inputs.text(row, "idProperty");
    if (idProperty == null && upsert) {
      throw Inputs.missingField("idProperty");
    }
    if (idProperty != null) {
      portal.requireUnique(kind, idProperty);
    }
    if (!upsert && "email".equals(idProperty)) {
      throw portal.notUnique(kind, "email");
    }
  }

  private void checkRules(@Nullable CrmRecord before, Map<String, String> written) {
    if (enforcesRules) {
      portal.requiredRules().check(before, written);
    }
  }

  private @Nullable CrmRecord archivedOrNull(String id) {
    CrmRecord record =
        id.matches("\\d{1,18}") ? portal.store(kind).byId().get(Long.parseLong(id)) : null;
    return record == null || !record.archived() ? null : record;
  }

  private @Nullable CrmRecord findOrNull(String id, @Nullable String idProperty) {
    if (idProperty == null && !id.matches("\\d{1,18}")) {
      return null;
    }
    return portal.find(kind, id, idProperty);
  }

  private static List<@Nullable String> traces(List<JsonNode> rows) {
    List<@Nullable String> traces = new ArrayList<>();
    rows.forEach(row -> traces.add(Inputs.text(row, "objectWriteTraceId")));
    return traces;
  }
}
