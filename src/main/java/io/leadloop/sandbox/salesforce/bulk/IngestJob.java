package io.leadloop.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job that loads the lines of a CSV. Guarded by its {@link BulkApi}. */
final class IngestJob extends Job {
  private final SalesforceOrg org;
  private final ObjectDefinition object;
  private final @Nullable String externalId;
  private @Nullable String data;
  private @Nullable IngestRun run;

  IngestJob(
      String id,
      String userId,
      String operation,
      String version,
      Dialect dialect,
      Instant createdAt,
      SalesforceOrg org,
      ObjectDefinition object,
      @Nullable String externalId) {
    super(id, userId, operation, version, dialect, createdAt, JobState.Open);
    this.org = org;
    this.object = object;
    this.externalId = externalId;
  }

  @Override
  String object() {
    return object.name();
  }

  /** Takes the data; false when it has some already. */
  boolean upload(String csv) {
    if (data != null) {
      return false;
    }
    data = csv;
    return true;
  }

  @Override
  Runnable work(Instant now) {
    String csv = data == null ? "" : data;
    if (dialect().lineEnding().equals("LF") && csv.contains("\r\n")) {
      return () ->
          fail(
              "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is"
                  + " LF",
              now);
    }
    IngestRun done = new IngestRun(org, object, operation(), externalId, dialect().parse(csv));
    String problem = done.run(userId());
    if (problem != null) {
      return () -> fail(problem, now);
    }
    return () -> {
      run = done;
      move(JobState.JobComplete, now);
    };
  }

  @Override
  ObjectNode created() {
    ObjectNode info =
        super.created()
            .put(
                "contentUrl", "services/data/%s/jobs/ingest/%s/batches".formatted(version(), id()));
    return externalId == null ? info : info.put("externalIdFieldName", externalId);
  }

  @Override
  void tell(ObjectNode info) {
    info.put("jobType", "V2Ingest")
        .put("numberRecordsProcessed", run == null ? 0 : run.processed())
        .put("numberRecordsFailed", run == null ? 0 : run.failed().size() - 1)
        .put("apiActiveProcessingTime", state().over() ? WORK.toMillis() : 0)
        .put("apexProcessingTime", 0);
  }

  /** The lines that were saved, under their header. */
  String successful() {
    return run == null ? "" : dialect().print(run.successful());
  }

  /** The lines that were not, under their header. */
  String failed() {
    return run == null ? "" : dialect().print(run.failed());
  }

  /** The lines that nobody looked at, under their header: all of them, until the work is done. */
  String unprocessed() {
    List<List<String>> lines = dialect().parse(data == null ? "" : data);
    List<List<String>> left = new ArrayList<>(lines);
    return dialect().print(run == null || lines.isEmpty() ? left : lines.subList(0, 1));
  }
}
