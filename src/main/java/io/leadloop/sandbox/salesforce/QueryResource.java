package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.soql.Parser;
import io.leadloop.sandbox.salesforce.soql.Query;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /query}, {@code /queryAll} and their further pages. */
final class QueryResource implements Resource {
  private static final int PAGE_ROWS_MAX = 2000;
  private static final int PAGE_ROWS_MIN = 200;
  private static final Pattern BATCH_SIZE = Pattern.compile("batchSize\\s*=\\s*(\\d{1,6})");

  @Override
  public Answer answer(Access access, ApiCall call) {
    if (!call.method().equals("GET")) {
      throw call.methodNotAllowed("GET", "HEAD");
    }
    ObjectNode page = call.segments().size() == 1 ? first(access, call) : next(access, call);
    return Answer.ok(page, page.withArray("records").size());
  }

  private static ObjectNode first(Access access, ApiCall call) {
    String text = call.parameter("q");
    if (text == null || text.isBlank()) {
      throw new ApiError(400, "MALFORMED_QUERY", "A query string has to be specified");
    }
    try {
      Query query = Parser.parse(text);
      boolean deletedToo = call.segments().get(0).equals("queryAll");
      return access.query(query, deletedToo, call.version(), pageRows(call));
    } catch (SoqlProblem e) {
      throw new ApiError(400, e.errorCode(), e.text());
    }
  }

  private static ObjectNode next(Access access, ApiCall call) {
    ObjectNode page = access.queryMore(call.segments().get(1), call.version(), pageRows(call));
    if (page == null) {
      throw new ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    return page;
  }

  /** What {@code Sforce-Query-Options} asks for, kept between 200 and 2,000 as by the vendor. */
  private static int pageRows(ApiCall call) {
    String options = call.header("sforce-query-options");
    Matcher matcher = BATCH_SIZE.matcher(options == null ? "" : options);
    return matcher.find()
        ? Math.max(PAGE_ROWS_MIN, Math.min(PAGE_ROWS_MAX, Integer.parseInt(matcher.group(1))))
        : PAGE_ROWS_MAX;
  }
}
