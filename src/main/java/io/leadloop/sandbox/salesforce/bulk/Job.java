package io.leadloop.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What ingest and query jobs have in common. A job that was handed over waits a moment, is in
 * progress for another, and is then done. Guarded by its {@link BulkApi}.
 */
abstract class Job {
  /** How long a job waits for its turn. */
  static final Duration WAIT = Duration.ofMillis(100);

  /** How long a job takes. */
  static final Duration WORK = Duration.ofMillis(200);

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

  private final String id;
  private final String userId;
  private final String operation;
  private final String version;
  private final Dialect dialect;
  private final Instant createdAt;
  private Instant changedAt;
  private JobState state;
  private @Nullable Instant handedOverAt;
  private @Nullable String errorMessage;

  Job(
      String id,
      String userId,
      String operation,
      String version,
      Dialect dialect,
      Instant createdAt,
      JobState state) {
    this.id = id;
    this.userId = userId;
    this.operation = operation;
    this.version = version;
    this.dialect = dialect;
    this.createdAt = createdAt;
    this.changedAt = createdAt;
    this.state = state;
  }

  String id() {
    return id;
  }

  String userId() {
    return userId;
  }

  String operation() {
    return operation;
  }

  String version() {
    return version;
  }

  Dialect dialect() {
    return dialect;
  }

  JobState state() {
    return state;
  }

  void move(JobState to, Instant at) {
    state = to;
    changedAt = at;
  }

  void handOver(Instant at) {
    handedOverAt = at;
    move(JobState.UploadComplete, at);
  }

  void fail(String message, Instant at) {
    errorMessage = message;
    move(JobState.Failed, at);
  }

  /** Goes on as far as its time has come; true when its work is to be done now. */
  boolean due(Instant now) {
    Instant from = handedOverAt;
    if (from == null) {
      return false;
    }
    if (state == JobState.UploadComplete && !now.isBefore(from.plus(WAIT))) {
      move(JobState.InProgress, from.plus(WAIT));
    }
    return state == JobState.InProgress && !now.isBefore(from.plus(WAIT).plus(WORK));
  }

  /**
   * Does the work of a job that is due, without a lock.
   *
   * @return what ends the job, to be run under the lock
   */
  abstract Runnable work(Instant now);

  /** The object that the job is about. */
  abstract String object();

  /** What only this kind of job tells. */
  abstract void tell(ObjectNode info);

  /** The job as its maker is told. */
  ObjectNode created() {
    ObjectNode info =
        Json.object()
            .put("id", id)
            .put("operation", operation)
            .put("object", object())
            .put("createdById", userId)
            .put("createdDate", MOMENT.format(createdAt))
            .put("systemModstamp", MOMENT.format(changedAt))
            .put("state", state.name())
            .put("concurrencyMode", "Parallel")
            .put("contentType", "CSV")
            .put("apiVersion", Double.parseDouble(version.substring(1)));
    dialect.tell(info);
    return info;
  }

  /** The job with its progress. */
  ObjectNode info() {
    ObjectNode info = created();
    tell(info);
    info.put("retries", 0).put("totalProcessingTime", state.over() ? WORK.toMillis() : 0);
    if (errorMessage != null) {
      info.put("errorMessage", errorMessage);
    }
    return info;
  }
}
