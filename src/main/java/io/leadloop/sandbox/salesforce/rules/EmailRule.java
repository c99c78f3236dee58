package io.leadloop.sandbox.salesforce.rules;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An e-mail address has to look like one. Its case is kept and does not matter in comparisons. */
public final class EmailRule {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private EmailRule() {}

  /** Why an address is refused; null when it is not. */
  public static @Nullable Refusal refuse(String label, String address) {
    return FORM.matcher(address).matches()
        ? null
        : new Refusal(
            "INVALID_EMAIL_ADDRESS", "%s: invalid email address: %s".formatted(label, address));
  }
}
