package io.leadloop;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/** Two pairs of RSA keys for all tests of a process, because making one takes seconds there. */
public final class RsaKeys {
  private RsaKeys() {}

  private static final class First {
    static final KeyPair PAIR = make();
  }

  private static final class Second {
    static final KeyPair PAIR = make();
  }

  private static KeyPair make() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static KeyPair first() {
    return First.PAIR;
  }

  /** Another one. */
  public static KeyPair second() {
    return Second.PAIR;
  }
}
