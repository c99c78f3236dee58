package io.leadloop.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.Rows;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import io.leadloop.sandbox.salesforce.soql.Query;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job whose result is a CSV, page by page. Guarded by its {@link BulkApi}. */
final class QueryJob extends Job {
  private static final int PAGE_ROWS_USUAL = 50_000;

  private final SalesforceOrg org;
  private final Query query;
  private @Nullable Rows rows;

  QueryJob(
      String id,
      String userId,
      String operation,
      String version,
      Dialect dialect,
      Instant createdAt,
      SalesforceOrg org,
      Query query) {
    super(id, userId, operation, version, dialect, createdAt, JobState.UploadComplete);
    this.org = org;
    this.query = query;
    handOver(createdAt);
  }

  @Override
  String object() {
    return query.object();
  }

  @Override
  Runnable work(Instant now) {
    try {
      boolean deletedToo = operation().equals("queryAll");
      Rows found = org.call(userId(), access -> access.rows(query, deletedToo));
      return () -> {
        rows = found;
        move(JobState.JobComplete, now);
      };
    } catch (SoqlProblem e) {
      String problem = e.errorCode() + ": " + e.text();
      return () -> fail(problem, now);
    }
  }

  @Override
  void tell(ObjectNode info) {
    info.put("jobType", "V2Query")
        .put("numberRecordsProcessed", rows == null ? 0 : rows.lines().size());
  }

  /**
   * A page of the result.
   *
   * @param locator where it begins; null for the first
   * @param maxRecords null takes as many as the vendor likes
   */
  Reply page(@Nullable String locator, @Nullable String maxRecords) {
    Rows all = rows;
    if (all == null) {
      throw new ApiError(
          400, "INVALIDJOBSTATE", "Invalid job state, the job is in state " + state().name());
    }
    int from = locator == null ? 0 : Locator.read(locator);
    int size = maxRecords == null ? PAGE_ROWS_USUAL : Locator.number(maxRecords);
    if (from > all.lines().size() || size < 1) {
      throw new ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    int to = (int) Math.min(all.lines().size(), (long) from + size);
    List<List<String>> lines = new ArrayList<>();
    lines.add(all.columns());
    lines.addAll(all.lines().subList(from, to));
    return Reply.text(200, "text/csv", dialect().print(lines))
        .withHeaders(
            Map.of(
                "Sforce-Locator",
                to == all.lines().size() ? "null" : Locator.of(to),
                "Sforce-NumberOfRecords",
                String.valueOf(to - from)))
        .withRecords(to - from);
  }
}
