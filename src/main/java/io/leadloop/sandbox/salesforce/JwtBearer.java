package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.MalformedBody;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JWT bearer flow: an assertion signed with RS256 by the key whose certificate the connected
 * app has. Base64 padding and an {@code exp} given as text are taken, as the vendor does.
 * Thread-safe.
 */
final class JwtBearer {
  private static final Set<String> AUDIENCES =
      Set.of("https://login.salesforce.com", "https://test.salesforce.com");

  private final SalesforceOrg org;
  private final InstantSource clock;
  private final Supplier<String> baseUrl;
  private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();

  /** Who logs in, or why nobody does. */
  record Outcome(@Nullable String userId, String refusal) {}

  JwtBearer(SalesforceOrg org, InstantSource clock, Supplier<String> baseUrl) {
    this.org = org;
    this.clock = clock;
    this.baseUrl = baseUrl;
  }

  /** Gives a connected app its certificate. */
  void trust(String clientId, PublicKey key) {
    keys.put(clientId, key);
  }

  Outcome check(@Nullable String assertion) {
    String[] parts = assertion == null ? new String[0] : assertion.split("\\.", -1);
    if (parts.length != 3) {
      return refused("invalid assertion");
    }
    try {
      JsonNode header = Json.parse(decode(parts[0]));
      JsonNode claims = Json.parse(decode(parts[1]));
      PublicKey key = keys.get(claims.path("iss").asText());
      if (key == null || !header.path("alg").asText().equals("RS256") || !signed(parts, key)) {
        return refused("invalid assertion");
      }
      return claimed(claims);
    } catch (IllegalArgumentException | MalformedBody | GeneralSecurityException e) {
      return refused("invalid assertion");
    }
  }

  private Outcome claimed(JsonNode claims) {
    String audience = claims.path("aud").asText();
    if (!AUDIENCES.contains(audience) && !audience.equals(baseUrl.get())) {
      return refused("audience is invalid");
    }
    if (claims.path("exp").asLong(0) <= clock.instant().getEpochSecond()) {
      return refused("expired authorization code");
    }
    String userId = org.activeUser(claims.path("sub").asText());
    return userId == null ? refused("user hasn't approved this consumer") : new Outcome(userId, "");
  }

  private static boolean signed(String[] parts, PublicKey key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(decode(parts[2]));
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
  }

  private static Outcome refused(String description) {
    return new Outcome(null, description);
  }
}
