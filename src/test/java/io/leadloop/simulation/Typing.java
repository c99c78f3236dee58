package io.leadloop.simulation;

import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Form;
import java.util.List;

/** What people type into a field: mostly something that nobody typed before. */
final class Typing {
  private static final String NO_RATING_OF_SALESFORCE = "Tepid";

  /** Four bytes, a composed letter, right to left, a space that is none. */
  private static final List<String> ORNAMENTS =
      List.of("", "\uD83D\uDE00", "e\u0301", "\u05E9\u05DC", "\u00A0x", "\uFB01");

  private final Tape tape;
  private final boolean ornate;
  private int value;

  Typing(Tape tape) {
    this.tape = tape;
    this.ornate = Hardships.drawn(tape, "odd values");
  }

  /** A text that was never typed before, often with space around it. */
  String fresh() {
    return "v" + ++value + ornament() + (value % 3 == 0 ? " longer than most " : "");
  }

  /** A new value for a field that has none. */
  String first(FieldRule rule, Side side) {
    if (rule.isOptOut()) {
      return "true";
    }
    if (rule.form() == Form.NUMBER) {
      int number = 10 + ++value;
      return number + (side == Side.HUBSPOT && tape.next("half a number", 3) == 1 ? ".5" : "");
    }
    if (rule.form() == Form.EMAIL) {
      return "Other" + ++value + "@Example.com";
    }
    if (rule.form() == Form.OWNER || rule.form() == Form.DATE || rule.form() == Form.DATETIME) {
      return MoreLines.typed(rule, side, ++value);
    }
    return switch (rule.hubspot()) {
      case SimulatedRules.STAGE -> among(FakeHubSpot.STAGES);
      case SimulatedRules.RATING ->
          side == Side.HUBSPOT && tape.next("unknown word", 8) == 7
              ? NO_RATING_OF_SALESFORCE
              : among(FakeField.RATINGS);
      case SimulatedRules.CITY ->
          side == Side.HUBSPOT && tape.next("long text", 12) == 11
              ? fresh().strip() + " is too long for Salesforce"
              : shortText();
      default -> fresh();
    };
  }

  /** Another value in the place of one, perhaps none or the one before. */
  String next(FieldRule rule, Side side, FakeRecord record, String field) {
    String now = record.shows(field);
    if (rule.isOptOut()) {
      return now.equals("true") ? "false" : "true";
    }
    if (rule.form() == Form.EMAIL) {
      return first(rule, side);
    }
    boolean plain = rule.form() == Form.TEXT && !rule.hubspot().equals(SimulatedRules.STAGE);
    return switch (tape.next("what to type", 7)) {
      case 1 -> "";
      case 2 -> record.previous(field);
      case 3 -> plain ? shortened(now) : first(rule, side);
      default -> first(rule, side);
    };
  }

  /** What a person leaves of a text who cuts it as a vendor would. */
  String shortened(String text) {
    return text.length() < 4 ? shortText() : text.substring(0, text.length() - 2).strip();
  }

  /** What people put in the place of a value that Salesforce refuses. */
  String corrected(FieldRule rule) {
    return rule.hubspot().equals(SimulatedRules.RATING) ? among(FakeField.RATINGS) : shortText();
  }

  private String ornament() {
    return ornate ? ORNAMENTS.get(value % ORNAMENTS.size()) : "";
  }

  private String shortText() {
    return "v" + ++value + ornament();
  }

  private String among(List<String> words) {
    return words.get(tape.next("word", words.size()));
  }
}
