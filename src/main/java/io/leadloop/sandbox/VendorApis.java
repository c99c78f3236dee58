package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Both local vendors as a person's tools see them: over HTTP, with a person's credentials, through
 * the vendors' own APIs. Counts its calls, so that they can be told from the daemon's; what goes
 * wrong on purpose spares them. Thread-safe.
 */
public final class VendorApis {
  /** The version of HubSpot's API that is spoken. */
  public static final String VERSION = "2026-09";

  /** Where the data of Salesforce's API begins. */
  public static final String DATA = "/services/data/v65.0";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String hubspot;
  private final String salesforce;
  private final String salesforceToken;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final AtomicLong hubspotCalls = new AtomicLong();
  private final AtomicLong salesforceCalls = new AtomicLong();

  /** Logs in to Salesforce as a person. */
  public VendorApis(String hubspotUrl, String salesforceUrl) {
    hubspot = hubspotUrl;
    salesforce = salesforceUrl;
    salesforceCalls.incrementAndGet();
    HttpRequest login =
        HttpRequest.newBuilder(URI.create(salesforce + "/services/oauth2/token"))
            .timeout(TIMEOUT)
            .header(HttpPort.SPARED_HEADER, "true")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(SalesforceSandbox.PERSON_ID, SalesforceSandbox.PERSON_SECRET)))
            .build();
    salesforceToken = send(login).get("access_token").asText();
  }

  /** The access token that the login gave. */
  public String salesforceToken() {
    return salesforceToken;
  }

  /** Calls made here, to HubSpot. */
  public long hubspotCalls() {
    return hubspotCalls.get();
  }

  /** Calls made here, to Salesforce. */
  public long salesforceCalls() {
    return salesforceCalls.get();
  }

  /** A call to HubSpot; an empty body for none. */
  public JsonNode hubspot(String method, String path, String body) {
    hubspotCalls.incrementAndGet();
    return send(request(method, hubspot + path, HubSpotSandbox.PERSON_TOKEN, body));
  }

  /** A call to Salesforce below the version's path; an empty body for none. */
  public JsonNode salesforce(String method, String path, String body) {
    salesforceCalls.incrementAndGet();
    return send(request(method, salesforce + DATA + path, salesforceToken, body));
  }

  /** The first page of a query; {@code totalSize} counts everything. */
  public JsonNode query(String soql) {
    return salesforce("GET", "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8), "");
  }

  /** The next page of a query. */
  public JsonNode next(String nextRecordsUrl) {
    return salesforce("GET", nextRecordsUrl.substring(DATA.length()), "");
  }

  /** The sandbox's own log of calls. */
  public JsonNode hubspotLog(long since) {
    return send(request("GET", hubspot + "/_sandbox/calls?since=" + since, "", ""));
  }

  /** The sandbox's own log of calls. */
  public JsonNode salesforceLog(long since) {
    return send(request("GET", salesforce + "/_sandbox/calls?since=" + since, "", ""));
  }

  /** What a person does in the screens of the local Salesforce: {@code /_sandbox/convert}. */
  public JsonNode control(String path, String body) {
    return send(request("POST", salesforce + path, "", body));
  }

  private static HttpRequest request(String method, String url, String token, String body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(TIMEOUT)
            .header(HttpPort.SPARED_HEADER, "true");
    if (!token.isEmpty()) {
      builder.header("Authorization", "Bearer " + token);
    }
    if (body.isEmpty()) {
      builder.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      builder
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    return builder.build();
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "%s %s answered %d: %s"
                .formatted(
                    request.method(), request.uri().getPath(), answer.statusCode(), answer.body()));
      }
      return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for an answer.", e);
    }
  }
}
