package io.leadloop.sandbox;

/**
 * One thing that is wrong with a file to load.
 *
 * @param place {@code file:line:column}, or {@code file:line} for a row of a CSV file
 * @param code a short word for the kind of problem
 */
public record LoadProblem(String place, String code, String message) {
  @Override
  public String toString() {
    return "%s  [%s]  %s".formatted(place, code, message);
  }
}
