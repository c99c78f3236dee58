package io.leadloop.mapping;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Value;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One line of a mapping: a HubSpot property, a Salesforce field, and how they are kept in
 * agreement. Immutable; start from {@link #of} and narrow.
 *
 * @param hubspot the HubSpot property, or a derived field ({@code context.why_now})
 * @param salesforce the field of the Lead, or a derived field ({@code disposition.name})
 * @param contact the field of the Contact, for a lead that was converted; null where a Contact has
 *     none
 * @param values how words translate; null for no translation
 * @param ifBlank what Salesforce is given where HubSpot is blank, for fields that Salesforce
 *     requires; it never flows back; null for nothing
 * @param cutAt longest text that Salesforce or HubSpot is given, in characters; 0 for never cut
 * @param handsOff whether this program keeps off the Salesforce field for good (lead routers own
 *     it)
 * @param zone in which a moment falls on a day
 * @param place the line in the file
 */
public record FieldRule(
    String hubspot,
    String salesforce,
    @Nullable String contact,
    Flow flow,
    BothChanged bothChanged,
    Blanks blanks,
    Form form,
    @Nullable ValueTable values,
    @Nullable String ifBlank,
    int cutAt,
    boolean handsOff,
    ZoneId zone,
    Place place) {
  /**
   * HubSpot's property for who is out of all mail. It cannot be written; it follows the
   * subscription preferences.
   */
  public static final String HUBSPOT_EMAIL_OPT_OUT = "hs_email_optout";

  /** Both ways, later edit wins, blanks kept out, text as it is. */
  public static FieldRule of(String hubspot, String salesforce) {
    return new FieldRule(
        hubspot,
        salesforce,
        salesforce,
        Flow.BOTH_WAYS,
        BothChanged.LATEST,
        Blanks.KEPT_OUT,
        Form.TEXT,
        null,
        null,
        0,
        false,
        ZoneOffset.UTC,
        Place.NOWHERE);
  }

  public FieldRule flow(Flow other) {
    return copy(draft -> draft.flow = other);
  }

  public FieldRule bothChanged(BothChanged other) {
    return copy(draft -> draft.bothChanged = other);
  }

  public FieldRule blanks(Blanks other) {
    return copy(draft -> draft.blanks = other);
  }

  public FieldRule form(Form other) {
    return copy(draft -> draft.form = other);
  }

  public FieldRule values(@Nullable ValueTable other) {
    return copy(draft -> draft.values = other);
  }

  public FieldRule ifBlank(@Nullable String other) {
    return copy(draft -> draft.ifBlank = other);
  }

  public FieldRule cutAt(int characters) {
    return copy(draft -> draft.cutAt = characters);
  }

  public FieldRule contact(@Nullable String other) {
    return copy(draft -> draft.contact = other);
  }

  public FieldRule handsOff(boolean other) {
    return copy(draft -> draft.handsOff = other);
  }

  public FieldRule zone(ZoneId other) {
    return copy(draft -> draft.zone = other);
  }

  public FieldRule place(Place other) {
    return copy(draft -> draft.place = other);
  }

  /**
   * What tells this rule from the others, and stays when the line moves in its file: {@code
   * email>Email}.
   */
  public String id() {
    return hubspot + ">" + salesforce;
  }

  /** The rule's name in a sentence: {@code email/Email}. */
  public String label() {
    return hubspot + "/" + salesforce;
  }

  /**
   * The field on this side.
   *
   * @param object the kind of the Salesforce record, Lead or Contact
   * @return null when this kind of record has no such field
   */
  public @Nullable String field(Side side, String object) {
    if (side == Side.HUBSPOT) {
      return hubspot;
    }
    return object.equals(RecordKey.CONTACT) ? contact : salesforce;
  }

  /** Whether this program may write the field of that side; an opt-out goes against the flow. */
  public boolean writesTo(Side side) {
    return isOptOut() || (flow.writesTo(side) && !(handsOff && side == Side.SALESFORCE));
  }

  /**
   * Whether HubSpot computes the property, so that it shows a write of ours later and by itself.
   */
  public boolean isComputed(Side side) {
    return isComputed(side, hubspot);
  }

  /** The same for a field of this name. */
  public static boolean isComputed(Side side, String field) {
    return side == Side.HUBSPOT && field.equals(HUBSPOT_EMAIL_OPT_OUT);
  }

  /** Whether yes means that the person does not want to be written to or called. */
  public boolean isOptOut() {
    return form == Form.OPT_OUT;
  }

  /** A value for that side in the vendor-neutral form that an adapter takes. */
  public Value value(String text) {
    return new Value(form.type(), text);
  }

  /**
   * The one text for all texts that mean the same on one side; blank stays blank, but for an
   * opt-out, where it means no; never fails.
   */
  public String canonical(String raw) {
    if (isOptOut() && raw.isEmpty()) {
      return "false";
    }
    return raw.isEmpty() ? "" : Canonical.of(form, raw, zone).orElse(raw);
  }

  /**
   * Whether a vendor that was given one text may have made the other of it: in another case,
   * without the space around it, cut at its end, or a number rounded to fewer digits. A person who
   * edits to such a text between our write and our look at it is taken for the vendor; the other
   * way round a cut text would replace the full one.
   */
  public boolean couldBecome(String given, String shown) {
    String from = given.strip().toLowerCase(Locale.ROOT);
    String to = shown.strip().toLowerCase(Locale.ROOT);
    return canonical(shown).equals(canonical(given))
        || (!to.isEmpty() && from.startsWith(to))
        || (form == Form.NUMBER && Canonical.isRounded(given, shown));
  }

  /**
   * Whether a side says nothing: it shows no text, or Salesforce shows what it was given for a
   * blank.
   */
  public boolean isBlank(Side side, String raw) {
    return (raw.isEmpty() && !isOptOut())
        || (side == Side.SALESFORCE
            && ifBlank != null
            && canonical(raw).equals(canonical(ifBlank)));
  }

  /**
   * What a value of one side is on the other.
   *
   * @param raw the text that the side shows; empty for blank
   */
  public Translated translate(Side from, String raw, Owners owners) {
    if (isBlank(from, raw)) {
      return new Translated.Fits(from == Side.HUBSPOT && ifBlank != null ? ifBlank : "");
    }
    if (isOptOut()) {
      return written(canonical(raw));
    }
    Translated word = form == Form.OWNER ? owner(from, raw, owners) : word(from, raw);
    if (word instanceof Translated.Fits fits && form != Form.OWNER && !fits.text().isEmpty()) {
      return written(fits.text());
    }
    return word;
  }

  /** Whether both sides say the same: what one shows is the translation of what the other shows. */
  public boolean agree(String hubspotRaw, String salesforceRaw, Owners owners) {
    return says(Side.HUBSPOT, hubspotRaw, salesforceRaw, owners)
        || says(Side.SALESFORCE, salesforceRaw, hubspotRaw, owners);
  }

  private boolean says(Side from, String raw, String shown, Owners owners) {
    return translate(from, raw, owners) instanceof Translated.Fits fits
        && canonical(fits.text()).equals(canonical(shown));
  }

  private Translated owner(Side from, String id, Owners owners) {
    var found = owners.onOtherSide(from, id);
    if (found.isPresent()) {
      return new Translated.Fits(found.get());
    }
    if (values != null && values.unknown() instanceof UnknownValue.Default fallback) {
      var fallbackId = owners.id(from.other(), fallback.word());
      if (fallbackId.isPresent()) {
        return new Translated.Fits(fallbackId.get());
      }
    }
    if (values != null && values.unknown() instanceof UnknownValue.Pass) {
      return new Translated.Fits("");
    }
    String who = owners.email(from, id).orElse("id " + id);
    return new Translated.Misfit(
        "unknown-owner",
        "the owner "
            + who
            + " is no active user with the same e-mail address in "
            + from.other().label());
  }

  private Translated word(Side from, String raw) {
    ValueTable table = values;
    if (table == null) {
      return new Translated.Fits(raw);
    }
    if (form != Form.MULTI_SELECT) {
      return word(table, from, raw.strip());
    }
    Set<String> words = new LinkedHashSet<>();
    for (String choice : Canonical.choices(raw)) {
      Translated word = word(table, from, choice);
      if (word instanceof Translated.Fits fits) {
        words.add(fits.text());
      } else {
        return word;
      }
    }
    return new Translated.Fits(String.join(";", words));
  }

  private Translated word(ValueTable table, Side from, String word) {
    var known = table.word(from, word);
    if (known.isPresent()) {
      return new Translated.Fits(known.get());
    }
    if (table.unknown() instanceof UnknownValue.Default fallback) {
      return new Translated.Fits(fallback.word());
    }
    if (table.unknown() instanceof UnknownValue.Pass) {
      return new Translated.Fits(word);
    }
    return new Translated.Misfit(
        "unknown-value",
        from.label() + "'s \"" + word + "\" is not in the value table \"" + table.name() + "\"");
  }

  private Translated written(String word) {
    return switch (form) {
      case TEXT, OWNER -> cut(word);
      case PHONE -> cut(word.strip());
      case TRIM, LOWER, EMAIL, MULTI_SELECT -> cut(canonical(word));
      case NUMBER, BOOLEAN, OPT_OUT, DATE, DATETIME ->
          Canonical.of(form, word, zone)
              .<Translated>map(Translated.Fits::new)
              .orElseGet(
                  () ->
                      new Translated.Misfit(
                          "not-a-" + form.word(), "\"" + word + "\" is not a " + form.word()));
    };
  }

  private Translated cut(String text) {
    if (cutAt == 0 || text.codePointCount(0, text.length()) <= cutAt) {
      return new Translated.Fits(text);
    }
    return new Translated.Fits(text.substring(0, text.offsetByCodePoints(0, cutAt)));
  }

  private FieldRule copy(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.rule();
  }

  /** A rule while one of its parts is replaced. */
  private static final class Draft {
    private final String hubspot;
    private final String salesforce;
    private @Nullable String contact;
    private Flow flow;
    private BothChanged bothChanged;
    private Blanks blanks;
    private Form form;
    private @Nullable ValueTable values;
    private @Nullable String ifBlank;
    private int cutAt;
    private boolean handsOff;
    private ZoneId zone;
    private Place place;

    Draft(FieldRule rule) {
      hubspot = rule.hubspot;
      salesforce = rule.salesforce;
      contact = rule.contact;
      flow = rule.flow;
      bothChanged = rule.bothChanged;
      blanks = rule.blanks;
      form = rule.form;
      values = rule.values;
      ifBlank = rule.ifBlank;
      cutAt = rule.cutAt;
      handsOff = rule.handsOff;
      zone = rule.zone;
      place = rule.place;
    }

    FieldRule rule() {
      return new FieldRule(
          hubspot,
          salesforce,
          contact,
          flow,
          bothChanged,
          blanks,
          form,
          values,
          ifBlank,
          cutAt,
          handsOff,
          zone,
          place);
    }
  }
}
