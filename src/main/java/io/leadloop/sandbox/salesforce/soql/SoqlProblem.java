package io.leadloop.sandbox.salesforce.soql;

/**
 * A query that Salesforce would refuse. The message has the vendor's form: the text around the
 * fault, a caret under it, the row and column, and what is wrong.
 */
public final class SoqlProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int CONTEXT_CHARACTERS = 40;

  private final String errorCode;

  private SoqlProblem(String errorCode, String message) {
    super(message);
    this.errorCode = errorCode;
  }

  /** A problem at a place; {@code position} counts characters of {@code query} from 0. */
  public static SoqlProblem at(String errorCode, String query, int position, String what) {
    int from = Math.max(0, position - CONTEXT_CHARACTERS);
    int to = Math.min(query.length(), position + CONTEXT_CHARACTERS);
    String excerpt = query.substring(from, to).replace('\n', ' ');
    String caret = " ".repeat(position - from) + "^";
    return new SoqlProblem(
        errorCode,
        "\n%s\n%s\nERROR at Row:1:Column:%d\n%s".formatted(excerpt, caret, position + 1, what));
  }

  /** A problem of the query as a whole. */
  public static SoqlProblem whole(String errorCode, String what) {
    return new SoqlProblem(errorCode, what);
  }

  /** {@code MALFORMED_QUERY}: the text does not follow the grammar. */
  static SoqlProblem malformed(String query, int position, String what) {
    return at("MALFORMED_QUERY", query, position, what);
  }

  /** The vendor's code, such as {@code INVALID_FIELD}. */
  public String errorCode() {
    return errorCode;
  }

  /** The vendor's message. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
