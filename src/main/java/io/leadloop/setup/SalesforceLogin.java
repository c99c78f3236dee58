package io.leadloop.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.config.SalesforceSection;
import io.leadloop.lead.Side;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody who is logged in to Salesforce, and the calls that she makes. */
final class SalesforceLogin {
  private final AdminHttp http;
  private final URI instance;
  private final String token;
  private final String data;

  private SalesforceLogin(AdminHttp http, URI instance, String token, String apiVersion) {
    this.http = http;
    this.instance = instance;
    this.token = token;
    this.data = "/services/data/v" + apiVersion;
  }

  /**
   * Logs in by the client credentials flow.
   *
   * @throws Refused when that does not work
   */
  static SalesforceLogin open(
      AdminHttp http, SalesforceSection section, SetupSecrets.Client client) {
    AdminHttp.Reply reply =
        http.form(
            Side.SALESFORCE,
            section.loginUrl(),
            "/services/oauth2/token",
            Map.of(
                "grant_type", "client_credentials",
                "client_id", client.id(),
                "client_secret", client.secret()));
    String token = reply.body().path("access_token").asText("");
    if (!reply.isSuccess() || token.isEmpty()) {
      throw new Refused(
          Side.SALESFORCE,
          "Salesforce did not let the administrator's app log in: status %d %s."
              .formatted(reply.status(), reply.body().path("error").asText("")),
          "Check salesforce.login_url (the org's My Domain), %s and %s, and that the app allows the"
                  .formatted(SetupSecrets.CLIENT_ID, SetupSecrets.CLIENT_SECRET)
              + " client credentials flow with an administrator as its run-as user.");
    }
    String instance = reply.body().path("instance_url").asText(section.loginUrl().toString());
    return new SalesforceLogin(http, URI.create(instance), token, section.apiVersion());
  }

  /** Who is logged in. */
  SalesforceFound.User user() {
    JsonNode told = body("ask who logs in", get("", "/services/oauth2/userinfo"));
    return new SalesforceFound.User(
        told.path("user_id").asText(), told.path("preferred_username").asText());
  }

  /**
   * The body of a success.
   *
   * @param path below the version's path
   * @throws Refused when it is none
   */
  JsonNode ask(String what, String path) {
    return body(what, get(data, path));
  }

  /** All records of a query; {@code api} is {@code /query} or {@code /tooling/query}. */
  List<JsonNode> query(String what, String api, String soql) {
    List<JsonNode> records = new ArrayList<>();
    JsonNode page = ask(what, api + "?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8));
    page.path("records").forEach(records::add);
    while (page.hasNonNull("nextRecordsUrl")) {
      page = body(what, get("", page.path("nextRecordsUrl").asText()));
      page.path("records").forEach(records::add);
    }
    return records;
  }

  AdminHttp.Reply send(String method, String path, JsonNode body) {
    return http.send(Side.SALESFORCE, method, instance, data + path, token, body);
  }

  private AdminHttp.Reply get(String prefix, String path) {
    return http.get(Side.SALESFORCE, instance, prefix + path, token);
  }

  private static JsonNode body(String what, AdminHttp.Reply reply) {
    if (reply.isSuccess()) {
      return reply.body();
    }
    throw new Refused(
        Side.SALESFORCE,
        "Salesforce did not let setup %s: %s.".formatted(what, why(reply)),
        nextStep(reply));
  }

  /** What an answer that is no success says. */
  static String why(AdminHttp.Reply reply) {
    JsonNode first = reply.body().path(0);
    JsonNode error = first.isMissingNode() ? reply.body() : first;
    String code = error.path("errorCode").asText(error.path("error").asText(""));
    return ("status " + reply.status() + " " + code + " " + error.path("message").asText(""))
        .strip();
  }

  /** What to do about it, and who can. */
  static String nextStep(AdminHttp.Reply reply) {
    boolean forbidden =
        reply.status() == 401
            || reply.status() == 403
            || reply.body().toString().contains("INSUFFICIENT_ACCESS");
    return forbidden
        ? "It takes a user with Customize Application and Manage Profiles and Permission Sets (a"
            + " System Administrator): let the app of "
            + SetupSecrets.CLIENT_ID
            + " run as one, or do it by hand: leadloop setup --print."
        : "Look at what Salesforce says, then run setup again: what is done stays done.";
  }
}
