package io.leadloop.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.FieldDefinition;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.RecordId;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import io.leadloop.sandbox.salesforce.soql.Parser;
import io.leadloop.sandbox.salesforce.soql.Query;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes jobs of what callers ask for. Guarded by its {@link BulkApi}. */
final class JobMaker {
  private static final String PREFIX = "750";
  private static final Set<String> OPERATIONS = Set.of("insert", "update", "upsert", "delete");

  private final SalesforceOrg org;
  private long lastNumber;

  JobMaker(SalesforceOrg org) {
    this.org = org;
  }

  Job ingest(String userId, String version, Instant now, JsonNode body) {
    String operation = body.path("operation").asText("");
    if (operation.equals("hardDelete")) {
      throw new ApiError(
          400,
          "FEATURENOTENABLED",
          "FeatureNotEnabled : hardDelete operation requires special user profile permission,"
              + " please contact your system administrator");
    }
    if (!OPERATIONS.contains(operation)) {
      throw ApiError.unreadable("Unexpected value for operation: " + operation);
    }
    String name = body.path("object").asText("");
    ObjectDefinition object = org.schema().object(name);
    if (object == null || object.readOnly()) {
      throw new ApiError(
          400,
          "INVALIDENTITY",
          "InvalidEntity : Entity '%s' is not supported by the Bulk API.".formatted(name));
    }
    String external =
        operation.equals("upsert") ? external(object, body.path("externalIdFieldName")) : null;
    return new IngestJob(
        id(), userId, operation, version, Dialect.read(body), now, org, object, external);
  }

  private static @Nullable String external(ObjectDefinition object, JsonNode named) {
    String name = named.asText("");
    if (name.isEmpty()) {
      throw new ApiError(
          400,
          "INVALIDJOB",
          "InvalidJob : External ID was blank for %s. An External ID must be specified for upsert."
              .formatted(object.name()));
    }
    FieldDefinition field = object.field(name);
    if (field == null || (!field.externalId() && !field.name().equals("Id"))) {
      throw new ApiError(
          400,
          "INVALIDJOB",
          "InvalidJob : Field name provided, %s does not match an External ID, Salesforce Id, or"
                  .formatted(name)
              + " indexed field for "
              + object.name());
    }
    return field.name();
  }

  Job query(String userId, String version, Instant now, JsonNode body) {
    String operation = body.path("operation").asText("");
    if (!operation.equals("query") && !operation.equals("queryAll")) {
      throw ApiError.unreadable("Unexpected value for operation: " + operation);
    }
    try {
      Query query = Parser.parse(body.path("query").asText(""));
      if (query.count() || query.rowsSkipped() > 0) {
        throw new ApiError(
            400, "API_ERROR", "COUNT() and OFFSET are not supported by Bulk API 2.0 query jobs");
      }
      if (!query.plain()) {
        throw new ApiError(
            400,
            "FUNCTIONALITY_NOT_ENABLED",
            "Aggregate Relationships not supported in Bulk Query");
      }
      return new QueryJob(id(), userId, operation, version, Dialect.read(body), now, org, query);
    } catch (SoqlProblem e) {
      throw new ApiError(400, e.errorCode(), e.text());
    }
  }

  private String id() {
    return RecordId.of(PREFIX, ++lastNumber);
  }
}
