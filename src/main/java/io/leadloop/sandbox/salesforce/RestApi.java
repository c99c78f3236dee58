package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.MalformedBody;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.salesforce.bulk.BulkApi;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import io.leadloop.sandbox.salesforce.soap.SoapApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's side of the port: OAuth, and everything under {@code /services/data} for who has a
 * valid token and calls left. Thread-safe.
 */
final class RestApi {
  private static final Pattern VERSION = Pattern.compile("v(\\d{2})\\.0");
  private static final int VERSION_MIN = 50;
  private static final int VERSION_MAX = 68;

  private final SalesforceOrg org;
  private final Sessions sessions;
  private final OAuth oauth;
  private final Identity identity;
  private final BulkApi bulk;
  private final SoapApi soap;
  private final DailyCalls calls;
  private final Resource resources;
  private final Composite composite;
  private final Graph graph;
  private final Batch batch;

  RestApi(
      SalesforceOrg org,
      Sessions sessions,
      OAuth oauth,
      Identity identity,
      DailyCalls calls,
      BulkApi bulk,
      SoapApi soap) {
    this.org = org;
    this.sessions = sessions;
    this.oauth = oauth;
    this.identity = identity;
    this.bulk = bulk;
    this.soap = soap;
    this.calls = calls;
    this.resources = new Resources(calls, identity::url);
    this.composite = new Composite(org, resources);
    this.graph = new Graph(composite);
    this.batch = new Batch(org, resources, calls);
  }

  /** Answers any request but those for the control paths. */
  Reply answer(Request request) {
    Reply tooLong = RequestSize.refuse(request);
    if (tooLong != null) {
      return tooLong;
    }
    bulk.settle();
    try {
      if (SoapApi.serves(request)) {
        return soap.answer(request);
      }
      if (request.path().startsWith("/id/")) {
        return identity.tell(session(request), request.path());
      }
      return switch (request.path()) {
        case "/services/oauth2/userinfo" -> identity.userInfo(session(request));
        case "/services/oauth2/token" -> token(request);
        case "/services/oauth2/revoke" -> oauth.revoke(request);
        case "/services/data", "/services/data/" -> versions(request);
        default -> authorised(request);
      };
    } catch (ApiError e) {
      return Answer.refused(e).reply();
    }
  }

  /**
   * A call as its path says.
   *
   * @throws ApiError when it is no path of the REST API in a version that exists
   */
  static ApiCall call(
      String method,
      String path,
      Map<String, String> parameters,
      Map<String, String> headers,
      JsonNode body) {
    List<String> segments = UrlText.segments(path);
    boolean data =
        segments.size() >= 3
            && segments.get(0).equals("services")
            && segments.get(1).equals("data");
    Matcher version = VERSION.matcher(data ? segments.get(2) : "");
    if (!version.matches() || !exists(Integer.parseInt(version.group(1)))) {
      throw ApiError.notFound();
    }
    return new ApiCall(
        method, segments.get(2), segments.subList(3, segments.size()), parameters, headers, body);
  }

  private static boolean exists(int version) {
    return version >= VERSION_MIN && version <= VERSION_MAX;
  }

  private Reply token(Request request) {
    if (!request.method().equals("POST")) {
      throw ApiError.notFound();
    }
    return oauth.token(request);
  }

  private static Reply versions(Request request) {
    if (!request.method().equals("GET")) {
      throw ApiError.notFound();
    }
    ArrayNode versions = Json.array();
    for (int version = VERSION_MIN; version <= VERSION_MAX; version++) {
      versions
          .addObject()
          .put("label", Releases.label(version))
          .put("url", "/services/data/v%d.0".formatted(version))
          .put("version", version + ".0");
    }
    return Reply.json(200, versions);
  }

  private Reply authorised(Request request) {
    Reply reply = counted(session(request), request);
    return reply.withHeader("Sforce-Limit-Info", calls.told());
  }

  private Reply counted(Session session, Request request) {
    try {
      if (!calls.take()) {
        throw new ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
      }
      ApiCall bare =
          call(
              request.method().equals("HEAD") ? "GET" : request.method(),
              request.path(),
              first(request.query()),
              request.headers(),
              MissingNode.getInstance());
      if (!bare.segments().isEmpty() && bare.segments().get(0).equals("jobs")) {
        List<String> behind = bare.segments().subList(1, bare.segments().size());
        return bulk.answer(session.userId(), bare.version(), behind, request);
      }
      return answer(session.userId(), bare.with(body(request))).reply();
    } catch (MalformedBody e) {
      return Answer.refused(ApiError.unreadable(String.valueOf(e.getMessage()))).reply();
    } catch (ApiError e) {
      return Answer.refused(e).reply();
    }
  }

  private Answer answer(String userId, ApiCall call) {
    if (call.segments().equals(List.of("composite"))) {
      return composite.answer(userId, call);
    }
    if (call.segments().equals(List.of("composite", "graph"))) {
      return graph.answer(userId, call);
    }
    if (call.segments().equals(List.of("composite", "batch"))) {
      return batch.answer(userId, call);
    }
    return org.call(userId, access -> resources.answer(access, call));
  }

  private Session session(Request request) {
    Session session = session(request.header("authorization"));
    if (session == null) {
      throw new ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid");
    }
    return session;
  }

  private @Nullable Session session(@Nullable String authorization) {
    if (authorization == null) {
      return null;
    }
    String[] words = authorization.strip().split("\\s+", 2);
    boolean bearer =
        words.length == 2
            && (words[0].equalsIgnoreCase("Bearer") || words[0].equalsIgnoreCase("OAuth"));
    return bearer ? sessions.find(words[1]) : null;
  }

  private static JsonNode body(Request request) {
    if (request.body().length == 0) {
      return MissingNode.getInstance();
    }
    return request.json();
  }

  private static Map<String, String> first(Map<String, List<String>> query) {
    Map<String, String> first = new HashMap<>();
    query.forEach((name, values) -> first.put(name, values.get(0)));
    return first;
  }
}
