package io.leadloop.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code /jobs/ingest} and {@code /jobs/query}. Jobs are done by the sandbox's clock: any call
 * finds those finished whose time has come. Thread-safe.
 */
public final class BulkApi {
  private final InstantSource clock;
  private final JobMaker maker;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final AtomicBoolean working = new AtomicBoolean();

  /** A Bulk API of an org. */
  public BulkApi(SalesforceOrg org, InstantSource clock) {
    this.clock = clock;
    this.maker = new JobMaker(org);
  }

  /** Forgets all jobs. */
  public synchronized void reset() {
    jobs.clear();
  }

  /** Does what is due. While one caller is at it, the others go on without. */
  public void settle() {
    if (!working.compareAndSet(false, true)) {
      return;
    }
    try {
      Instant now = clock.instant();
      for (Job job : due(now)) {
        Runnable end = job.work(now);
        end(job, end);
      }
    } finally {
      working.set(false);
    }
  }

  private synchronized List<Job> due(Instant now) {
    return jobs.values().stream().filter(job -> !job.state().over() && job.due(now)).toList();
  }

  /** A job that was aborted in the meantime stays so. */
  private synchronized void end(Job job, Runnable end) {
    if (!job.state().over()) {
      end.run();
    }
  }

  /**
   * Answers a call.
   *
   * @param version such as {@code v65.0}
   * @param path behind {@code jobs}
   * @throws ApiError as the vendor refuses it
   */
  public synchronized Reply answer(
      String userId, String version, List<String> path, Request request) {
    String kind = path.isEmpty() ? "" : path.get(0);
    if ((!kind.equals("ingest") && !kind.equals("query")) || path.size() > 3) {
      throw ApiError.notFound();
    }
    boolean ingest = kind.equals("ingest");
    if (path.size() == 1) {
      return switch (request.method()) {
        case "POST" -> create(userId, version, ingest, request);
        case "GET" -> list(ingest);
        default -> throw methodNotAllowed(request, "GET,HEAD,POST");
      };
    }
    Job job = jobs.get(path.get(1));
    if (job == null || job instanceof IngestJob != ingest) {
      throw ApiError.notFound();
    }
    return path.size() == 2 ? one(job, request) : part(job, path.get(2), request);
  }

  private Reply create(String userId, String version, boolean ingest, Request request) {
    JsonNode body = request.json();
    Instant now = clock.instant();
    Job job =
        ingest ? maker.ingest(userId, version, now, body) : maker.query(userId, version, now, body);
    jobs.put(job.id(), job);
    return Reply.json(200, job.created());
  }

  private Reply list(boolean ingest) {
    ObjectNode listed = Json.object().put("done", true);
    ArrayNode records = listed.putArray("records");
    for (Job job : jobs.values()) {
      if (job instanceof IngestJob == ingest) {
        records.add(job.created());
      }
    }
    return Reply.json(200, listed.putNull("nextRecordsUrl"));
  }

  private Reply one(Job job, Request request) {
    return switch (request.method()) {
      case "GET" -> Reply.json(200, job.info());
      case "PATCH" -> Reply.json(200, move(job, request.json().path("state").asText("")));
      case "DELETE" -> delete(job);
      default -> throw methodNotAllowed(request, "DELETE,GET,HEAD,PATCH");
    };
  }

  private Reply delete(Job job) {
    if (job.state() == JobState.Open || job.state() == JobState.InProgress) {
      throw wrongState(job);
    }
    jobs.remove(job.id());
    return Reply.noContent();
  }

  private ObjectNode move(Job job, String state) {
    boolean upload = state.equals("UploadComplete") && job instanceof IngestJob;
    if (!upload && !state.equals("Aborted")) {
      throw ApiError.unreadable("Unexpected value for state: " + state);
    }
    if (job.state().over() || (upload && job.state() != JobState.Open)) {
      throw wrongState(job);
    }
    if (upload) {
      job.handOver(clock.instant());
    } else {
      job.move(JobState.Aborted, clock.instant());
    }
    return job.created();
  }

  private Reply part(Job job, String part, Request request) {
    if (job instanceof IngestJob ingest) {
      if (part.equals("batches") && request.method().equals("PUT")) {
        return upload(ingest, request);
      }
      String csv =
          switch (part) {
            case "successfulResults" -> ingest.successful();
            case "failedResults" -> ingest.failed();
            case "unprocessedrecords" -> ingest.unprocessed();
            default -> throw ApiError.notFound();
          };
      return Reply.text(200, "text/csv", csv);
    }
    if (job instanceof QueryJob query && part.equals("results")) {
      return query.page(request.param("locator"), request.param("maxRecords"));
    }
    throw ApiError.notFound();
  }

  private static Reply upload(IngestJob job, Request request) {
    if (job.state() != JobState.Open) {
      throw wrongState(job);
    }
    if (!job.upload(new String(request.body(), StandardCharsets.UTF_8))) {
      throw new ApiError(
          400,
          "INVALIDJOBSTATE",
          "Found multiple contents for job: <%s>, please 'Close' / 'Abort' / 'Delete' the current"
                  .formatted(job.id())
              + " Job then create a new Job and make sure you only do 'PUT' once on a given Job.");
    }
    return new Reply(201, Map.of(), new byte[0], 0);
  }

  private static ApiError wrongState(Job job) {
    return new ApiError(
        400, "INVALIDJOBSTATE", "Invalid job state, the job is in state " + job.state().name());
  }

  private static ApiError methodNotAllowed(Request request, String allowed) {
    return new ApiError(
        405,
        "METHOD_NOT_ALLOWED",
        "HTTP Method '%s' not allowed. Allowed are %s".formatted(request.method(), allowed));
  }
}
