package io.leadloop.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Whom a command is about, as an admin names them.
 *
 * @param text a HubSpot id, an 18-character Salesforce id, {@code link:12}, a subject of the
 *     journal, or an e-mail address
 */
record Who(String text) {
  private static final Pattern NAMED =
      Pattern.compile(
          "\\d+|00[Q3][A-Za-z0-9]{15}|link:\\d{1,18}|hubspot:contacts:\\d+|salesforce:(Lead|Contact):[A-Za-z0-9]{18}|\\S+@\\S+");
  private static final Pattern SHORT_ID = Pattern.compile("00[Q3][A-Za-z0-9]{12}");

  boolean isEmail() {
    return text.contains("@");
  }

  /** Reads it from the command line, where a slip is told before anything is asked. */
  static final class Converter implements ITypeConverter<Who> {
    @Override
    public Who convert(String value) {
      String text = value.strip();
      if (SHORT_ID.matcher(text).matches()) {
        throw new TypeConversionException(
            "'%s' is Salesforce's short id of 15 characters; give all 18.".formatted(text));
      }
      if (!NAMED.matcher(text).matches()) {
        throw new TypeConversionException(
            "'%s' is no HubSpot id (51), Salesforce id (00Q... or 003..., 18 characters), link (link:12) or e-mail address."
                .formatted(text));
      }
      return new Who(text);
    }
  }
}
