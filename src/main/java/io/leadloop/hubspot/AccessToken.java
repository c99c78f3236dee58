package io.leadloop.hubspot;

/** Gives the token that a call carries. Thread-safe. */
@FunctionalInterface
public interface AccessToken {
  /**
   * The token for the next call. It may take as long as a login.
   *
   * @throws NoAccess when there is none
   */
  String get();

  /**
   * Asked once after HubSpot refused a token with 401: whether {@link #get} has another one now, so
   * that the call is worth making again.
   *
   * @throws NoAccess when there is none at all
   */
  default boolean isReplaced(String refused) {
    return !get().equals(refused);
  }
}
