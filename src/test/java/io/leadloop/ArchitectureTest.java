package io.leadloop;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who may see whom, and what the pure core may not do. The table stands in ARCHITECTURE.md. */
@AnalyzeClasses(packages = "io.leadloop", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "io.leadloop.";
  private static final String[] CORE =
      packages("lead", "mapping", "merge", "plan", "content", "feedback", "gate");

  @ArchTest static final ArchRule leadStandsAlone = core("lead");

  @ArchTest static final ArchRule mappingSeesLead = core("mapping", "lead");

  @ArchTest static final ArchRule mergeSeesMapping = core("merge", "mapping", "lead");

  @ArchTest static final ArchRule planSeesMerge = core("plan", "merge", "mapping", "lead");

  @ArchTest static final ArchRule contentSeesLead = core("content", "lead");

  @ArchTest static final ArchRule feedbackSeesLead = core("feedback", "lead");

  @ArchTest
  static final ArchRule gateSeesTheOtherFacts = core("gate", "lead", "content", "feedback");

  @ArchTest
  static final ArchRule theCoreHasNoInputAndNoOutput =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.nio.file..",
              "java.nio.channels..",
              "java.net..",
              "java.sql..",
              "java.util.concurrent..",
              "java.lang.ref..",
              "java.lang.reflect..")
          .because("the core is a function of what it is given");

  @ArchTest
  static final ArchRule theCoreHasNoClockAndNoChance =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .callCodeUnitWhere(readsClockOrChance())
          .orShould()
          .dependOnClassesThat(
              describe(
                  "are a clock or a source of chance",
                  (JavaClass used) ->
                      Set.of(
                              "java.time.Clock",
                              "java.time.InstantSource",
                              "java.util.Random",
                              "java.util.SplittableRandom",
                              "java.util.Timer",
                              "java.lang.Thread")
                          .contains(used.getName())))
          .because("the same state must always give the same plan");

  @ArchTest
  static final ArchRule hubspotNeverSeesSalesforce =
      noClasses()
          .that()
          .resideInAnyPackage(packages("hubspot"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages("salesforce"));

  @ArchTest
  static final ArchRule salesforceNeverSeesHubspot =
      noClasses()
          .that()
          .resideInAnyPackage(packages("salesforce"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages("hubspot"));

  @ArchTest
  static final ArchRule theSandboxKnowsNothingOfTheProductItStandsBeside =
      seesOnly("sandbox", "sandbox");

  @ArchTest
  static final ArchRule theStoreKnowsTheCoreAlone =
      seesOnly("store", "store", "lead", "merge", "plan");

  @ArchTest
  static final ArchRule theLoopKnowsTheCoreAndTheStoreAlone =
      seesOnly(
          "sync",
          "sync",
          "store",
          "lead",
          "mapping",
          "merge",
          "plan",
          "content",
          "feedback",
          "gate");

  @ArchTest
  static final ArchRule setupKnowsTheConfigurationAlone =
      seesOnly("setup", "setup", "config", "lead", "mapping", "feedback");

  @ArchTest
  static final ArchRule alertKnowsTheStoreAndWhoIsTold =
      seesOnly("alert", "alert", "config", "lead", "store", "sync");

  @ArchTest
  static final ArchRule watchReadsAndCounts =
      seesOnly("watch", "watch", "lead", "ops", "store", "sync");

  /** What is asked and told about the work must never be part of it. */
  @ArchTest
  static final ArchRule theWorkKnowsNothingOfItsAlerts =
      seenBy("alert", "ops", "route", "app", "cli");

  @ArchTest static final ArchRule theWorkKnowsNothingOfItsWatch = seenBy("watch", "route", "app");

  @ArchTest
  static final ArchRule anAdapterKnowsTheLoopsPortAlone =
      classes()
          .that()
          .resideInAnyPackage(packages("hubspot", "salesforce"))
          .should()
          .onlyDependOnClassesThat(
              outsideOfUs()
                  .or(resideInAnyPackage(packages("hubspot", "salesforce", "sync", "lead"))));

  @ArchTest
  static final ArchRule nobodySeesTheWiring =
      noClasses()
          .that()
          .resideOutsideOfPackages(packages("app", "cli"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages("app"));

  @ArchTest
  static final ArchRule onlyTheWiringSeesBothVendors =
      noClasses()
          .that()
          .resideOutsideOfPackages(packages("app", "hubspot", "salesforce"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages("hubspot", "salesforce"));

  @ArchTest
  static final ArchRule aNameSaysWhatAClassIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  @ArchTest
  static final ArchRule nothingStaticChanges =
      noFields()
          .that()
          .areStatic()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .notBeFinal();

  /** A package of the core: Java itself, the annotations for null, itself, and these others. */
  private static ArchRule core(String name, String... others) {
    return classes()
        .that()
        .resideInAnyPackage(packages(name))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..")
                .or(resideInAnyPackage(packages(name)))
                .or(resideInAnyPackage(packages(others)))
                .or(isPrimitiveOrArray()));
  }

  /** A package of the shell: any library, and of ours only these. */
  private static ArchRule seesOnly(String name, String... others) {
    return classes()
        .that()
        .resideInAnyPackage(packages(name))
        .should()
        .onlyDependOnClassesThat(outsideOfUs().or(resideInAnyPackage(packages(others))));
  }

  /** Whoever depends on a package is that package or one of these. */
  private static ArchRule seenBy(String name, String... others) {
    return classes()
        .that()
        .resideInAnyPackage(packages(name))
        .should()
        .onlyHaveDependentClassesThat(
            resideInAnyPackage(packages(name)).or(resideInAnyPackage(packages(others))));
  }

  private static DescribedPredicate<JavaClass> outsideOfUs() {
    return describe(
        "are not ours", used -> !used.getBaseComponentType().getPackageName().startsWith(BASE));
  }

  private static DescribedPredicate<JavaClass> isPrimitiveOrArray() {
    return describe(
        "are primitive or arrays of Java's own",
        used ->
            used.getBaseComponentType().isPrimitive()
                || (used.isArray()
                    && used.getBaseComponentType().getPackageName().startsWith("java.")));
  }

  private static DescribedPredicate<JavaCall<?>> readsClockOrChance() {
    List<String> forbidden =
        List.of("now", "currentTimeMillis", "nanoTime", "randomUUID", "random", "getenv");
    return describe(
        "reads a clock, chance or the environment",
        call ->
            forbidden.contains(call.getTarget().getName())
                && call.getTargetOwner().getPackageName().startsWith("java."));
  }

  private static String[] packages(String... names) {
    return Stream.of(names).map(name -> BASE + name + "..").toArray(String[]::new);
  }
}
