package io.leadloop.salesforce;

import java.net.URI;
import java.security.PrivateKey;
import java.util.function.Supplier;

/**
 * How an org is logged in to. Each part is asked for anew before each login, so that a rotated
 * secret counts without a restart; what is asked must not throw.
 */
public sealed interface Login {
  /** The consumer key of the app. */
  Supplier<String> clientId();

  /** By the consumer key and secret of an app that runs as one user. */
  record ClientCredentials(Supplier<String> clientId, Supplier<String> clientSecret)
      implements Login {
    /** Without the secrets. */
    @Override
    public String toString() {
      return "ClientCredentials[...]";
    }
  }

  /**
   * By an assertion that is signed with RS256 and good for four and a half minutes.
   *
   * @param userName whom we act as
   * @param audience Salesforce's login address: {@code https://login.salesforce.com}
   * @param key an RSA key whose certificate the app has
   */
  record Jwt(Supplier<String> clientId, String userName, URI audience, Supplier<PrivateKey> key)
      implements Login {
    /** Without the key. */
    @Override
    public String toString() {
      return "Jwt[userName=" + userName + ", audience=" + audience + "]";
    }
  }
}
