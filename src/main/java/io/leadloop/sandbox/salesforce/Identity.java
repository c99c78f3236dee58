package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import java.util.Objects;
import java.util.function.Supplier;

/** Who a session is: {@code /id/ORG/USER} and {@code /services/oauth2/userinfo}. Thread-safe. */
final class Identity {
  private final SalesforceOrg org;
  private final Supplier<String> baseUrl;

  Identity(SalesforceOrg org, Supplier<String> baseUrl) {
    this.org = org;
    this.baseUrl = baseUrl;
  }

  /** The login URL and the instance URL. */
  String baseUrl() {
    return baseUrl.get();
  }

  /** The place of a user's identity. */
  String url(String userId) {
    return baseUrl.get() + "/id/" + org.schema().organizationId() + "/" + userId;
  }

  /** What the identity URL answers; only one's own is told. */
  Reply tell(Session session, String path) {
    String own = "/id/" + org.schema().organizationId() + "/" + session.userId();
    if (!path.equals(own)) {
      throw new ApiError(403, "Bad_Id", "Bad_Id");
    }
    ObjectNode user = user(session.userId());
    ObjectNode told =
        Json.object()
            .put("id", url(session.userId()))
            .put("asserted_user", true)
            .put("user_id", session.userId())
            .put("organization_id", org.schema().organizationId())
            .put("username", user.path("Username").asText())
            .put("nick_name", user.path("Alias").asText())
            .put("display_name", user.path("Name").asText())
            .put("email", user.path("Email").asText())
            .put("email_verified", true)
            .put("first_name", user.path("FirstName").asText())
            .put("last_name", user.path("LastName").asText())
            .put("timezone", "GMT")
            .put("active", user.path("IsActive").asBoolean())
            .put("user_type", "STANDARD")
            .put("language", "en_US")
            .put("locale", "en_US")
            .put("utcOffset", 0);
    told.set("urls", urls());
    return Reply.json(200, told);
  }

  /** What userinfo answers. */
  Reply userInfo(Session session) {
    ObjectNode user = user(session.userId());
    return Reply.json(
        200,
        Json.object()
            .put("sub", url(session.userId()))
            .put("user_id", session.userId())
            .put("organization_id", org.schema().organizationId())
            .put("preferred_username", user.path("Username").asText())
            .put("nickname", user.path("Alias").asText())
            .put("name", user.path("Name").asText())
            .put("email", user.path("Email").asText())
            .put("email_verified", true)
            .put("given_name", user.path("FirstName").asText())
            .put("family_name", user.path("LastName").asText())
            .put("zoneinfo", "GMT")
            .put("active", user.path("IsActive").asBoolean()));
  }

  /** A user's record. */
  ObjectNode user(String userId) {
    ObjectDefinition users = Objects.requireNonNull(org.schema().object("User"));
    return org.call(
        userId, access -> Objects.requireNonNull(access.record(users, userId, null, "v65.0")));
  }

  private ObjectNode urls() {
    String data = baseUrl.get() + "/services/data/v{version}/";
    return Json.object()
        .put("enterprise", baseUrl.get() + "/services/Soap/c/{version}/" + shortOrganization())
        .put("partner", baseUrl.get() + "/services/Soap/u/{version}/" + shortOrganization())
        .put("rest", data)
        .put("sobjects", data + "sobjects/")
        .put("query", data + "query/")
        .put("tooling_rest", data + "tooling/");
  }

  private String shortOrganization() {
    return org.schema().organizationId().substring(0, 15);
  }
}
