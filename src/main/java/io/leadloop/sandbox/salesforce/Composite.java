package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code /composite}: up to 25 calls in one, of them up to five queries or collections. Each has a
 * transaction of its own, or with {@code allOrNone} all have one.
 */
final class Composite {
  private static final int SUBREQUESTS_MAX = 25;
  private static final int HEAVY_MAX = 5;
  private static final String HALTED =
      "The transaction was rolled back since another operation in the same transaction failed.";

  private final SalesforceOrg org;
  private final Resource resources;

  Composite(SalesforceOrg org, Resource resources) {
    this.org = org;
    this.resources = resources;
  }

  Answer answer(String userId, ApiCall call) {
    if (!call.method().equals("POST")) {
      throw call.methodNotAllowed("POST");
    }
    List<Subrequest> subrequests = read(call.body(), SUBREQUESTS_MAX);
    if (subrequests.stream().filter(Subrequest::heavy).count() > HEAVY_MAX) {
      throw new ApiError(
          400,
          "LIMIT_EXCEEDED",
          "The composite request has more than %d query or sObject Collections subrequests."
              .formatted(HEAVY_MAX));
    }
    List<Answer> answers;
    if (call.body().path("allOrNone").asBoolean(false)) {
      answers = together(userId, subrequests);
    } else {
      answers = each(subrequests, sub -> org.call(userId, access -> resources.answer(access, sub)));
    }
    return Answer.ok(
        render(subrequests, answers), answers.stream().mapToInt(Answer::records).sum());
  }

  /** All in one transaction, which the first failure ends. */
  List<Answer> together(String userId, List<Subrequest> subrequests) {
    return org.call(
        userId,
        access -> {
          List<Answer> all = together(subrequests, sub -> resources.answer(access, sub));
          if (all.stream().anyMatch(Composite::failed)) {
            access.rollBack();
          }
          return all;
        });
  }

  static List<Subrequest> read(JsonNode body, int subrequestsMax) {
    JsonNode list = body.path("compositeRequest");
    if (!list.isArray() || list.isEmpty()) {
      throw ApiError.unreadable("Missing required field 'compositeRequest'");
    }
    if (list.size() > subrequestsMax) {
      throw new ApiError(
          400,
          "LIMIT_EXCEEDED",
          "The composite request has %d subrequests. The limit is %d."
              .formatted(list.size(), subrequestsMax));
    }
    List<Subrequest> subrequests = new ArrayList<>();
    Set<String> referenceIds = new HashSet<>();
    for (JsonNode node : list) {
      Subrequest subrequest = Subrequest.read(node);
      if (!referenceIds.add(subrequest.referenceId())) {
        throw ApiError.unreadable("Duplicate referenceId: " + subrequest.referenceId());
      }
      subrequests.add(subrequest);
    }
    return subrequests;
  }

  private static List<Answer> each(List<Subrequest> subrequests, Function<ApiCall, Answer> run) {
    ReferenceResolver references = new ReferenceResolver();
    List<Answer> answers = new ArrayList<>();
    for (Subrequest subrequest : subrequests) {
      answers.add(one(subrequest, references, run));
    }
    return answers;
  }

  /** Stops at the first failure; all others are then told that they were rolled back. */
  private static List<Answer> together(
      List<Subrequest> subrequests, Function<ApiCall, Answer> run) {
    ReferenceResolver references = new ReferenceResolver();
    Answer halted = Answer.refused(new ApiError(400, "PROCESSING_HALTED", HALTED));
    List<Answer> answers = new ArrayList<>();
    for (Subrequest subrequest : subrequests) {
      Answer answer = one(subrequest, references, run);
      if (failed(answer)) {
        answers.replaceAll(done -> halted);
        answers.add(answer);
        while (answers.size() < subrequests.size()) {
          answers.add(halted);
        }
        return answers;
      }
      answers.add(answer);
    }
    return answers;
  }

  private static Answer one(
      Subrequest subrequest, ReferenceResolver references, Function<ApiCall, Answer> run) {
    try {
      String[] url = references.resolve(subrequest.url()).split("\\?", 2);
      ApiCall call =
          RestApi.call(
              subrequest.method(),
              url[0],
              UrlText.parameters(url.length == 2 ? url[1] : null),
              subrequest.headers(),
              references.resolve(subrequest.body()));
      Answer answer = run.apply(call);
      if (answer.success() && answer.body() != null) {
        references.keep(subrequest.referenceId(), answer.body());
      }
      return answer;
    } catch (ApiError e) {
      return Answer.refused(e);
    }
  }

  /** A refused call, or a collection in which a record failed. */
  static boolean failed(Answer answer) {
    if (answer.status() >= 400) {
      return true;
    }
    JsonNode body = answer.body();
    if (body == null || !body.isArray()) {
      return false;
    }
    for (JsonNode result : body) {
      if (result.has("success") && !result.get("success").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  static ObjectNode render(List<Subrequest> subrequests, List<Answer> answers) {
    ObjectNode rendered = Json.object();
    ArrayNode list = rendered.putArray("compositeResponse");
    for (int i = 0; i < answers.size(); i++) {
      ObjectNode one = list.addObject();
      one.set("body", answers.get(i).body());
      ObjectNode headers = one.putObject("httpHeaders");
      answers.get(i).headers().forEach(headers::put);
      one.put("httpStatusCode", answers.get(i).status());
      one.put("referenceId", subrequests.get(i).referenceId());
    }
    return rendered;
  }
}
