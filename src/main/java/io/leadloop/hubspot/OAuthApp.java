package io.leadloop.hubspot;

import java.util.function.Supplier;

/**
 * An installed app: what its access tokens are asked for with. Each part is asked for anew before
 * each renewal, so that a rotated one counts at once.
 */
public record OAuthApp(
    Supplier<String> clientId, Supplier<String> clientSecret, Supplier<String> refreshToken) {

  /** All three as they are at one moment. */
  record Login(String clientId, String clientSecret, String refreshToken) {
    /** Without the secrets. */
    @Override
    public String toString() {
      return "Login[...]";
    }
  }

  Login now() {
    return new Login(clientId.get(), clientSecret.get(), refreshToken.get());
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "OAuthApp[...]";
  }
}
