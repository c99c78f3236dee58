package io.leadloop.sandbox.hubspot;

/** A path whose parts are not modelled: it is answered like any path that the vendor lacks. */
final class UnknownPath extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownPath() {
    super(null, null, false, false);
  }
}
