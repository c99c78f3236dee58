package io.leadloop.salesforce;

import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;

/**
 * What camel-salesforce asks before each login, the repeated ones after a 401 among them: answers
 * with the secrets as they are at that moment. Thread-safe once made.
 */
final class LoginConfig extends SalesforceLoginConfig {
  private final Login login;

  LoginConfig(SalesforceSettings settings) {
    this.login = settings.login();
    setLoginUrl(settings.loginUrl().toString().replaceAll("/+$", ""));
    // Nothing is sent before the first call; with it the base class checks nothing either.
    setLazyLogin(true);
    if (login instanceof Login.Jwt jwt) {
      setType(AuthenticationType.JWT);
      setUserName(jwt.userName());
      setJwtAudience(jwt.audience().toString());
      setKeystore(new KeyInMemory(jwt.key()));
    } else {
      setType(AuthenticationType.CLIENT_CREDENTIALS);
    }
  }

  @Override
  public String getClientId() {
    return login.clientId().get();
  }

  @Override
  public String getClientSecret() {
    return login instanceof Login.ClientCredentials app ? app.clientSecret().get() : "";
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "LoginConfig[" + login + "]";
  }
}
