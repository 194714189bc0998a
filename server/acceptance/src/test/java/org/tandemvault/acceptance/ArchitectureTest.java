package org.tandemvault.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String ROOT = "org.tandemvault.";

  /** Which module may use which; the map is the whole truth. */
  private static final Map<String, List<String>> ARROWS =
      Map.of(
          "crypto", List.of(),
          "conf", List.of("crypto"),
          "core", List.of("crypto"),
          "db", List.of("core", "conf", "crypto"),
          "web", List.of("core", "crypto"),
          "boot", List.of("web", "db", "conf", "core", "crypto"),
          "launcher", List.of("db", "conf", "core", "crypto"),
          "tools", List.of("db", "conf", "core", "crypto"),
          "installer", List.of("conf", "crypto"),
          "client", List.of());

  private static JavaClasses all;

  @BeforeAll
  static void read() {
    all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.tandemvault");
  }

  @Test
  void everyModuleIsSeenByTheseRules() {
    Set<String> seen =
        all.stream()
            .map(c -> c.getPackageName().substring(ROOT.length()).split("\\.", 2)[0])
            .collect(Collectors.toSet());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
  }

  @Test
  void modulesDependOneWay() {
    var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String module : ARROWS.keySet()) {
      layers = layers.layer(module).definedBy(ROOT + module + "..");
    }
    for (String module : ARROWS.keySet()) {
      String[] users =
          ARROWS.entrySet().stream()
              .filter(e -> e.getValue().contains(module))
              .map(Map.Entry::getKey)
              .toArray(String[]::new);
      layers =
          users.length == 0
              ? layers.whereLayer(module).mayNotBeAccessedByAnyLayer()
              : layers.whereLayer(module).mayOnlyBeAccessedByLayers(users);
    }
    layers.check(all);
  }

  @Test
  void featuresOfTheDomainDependOneWay() {
    mayOnlyUse("shared");
    mayOnlyUse("node", "shared");
    mayOnlyUse("audit", "shared", "node");
    mayOnlyUse("ha", "shared", "node", "audit");
    mayOnlyUse("identity", "shared", "node", "audit");
    mayOnlyUse("policy", "shared", "node", "audit", "identity");
    mayOnlyUse("access", "shared", "node", "audit", "identity");
    mayOnlyUse("resource", "shared", "node", "audit", "identity", "access", "policy");
    mayOnlyUse("drill", "shared", "node", "audit", "identity", "access", "policy", "resource");
  }

  @Test
  void packagesHaveNoCircles() {
    slices().matching("org.tandemvault.core.(*)..").should().beFreeOfCycles().check(all);
  }

  @Test
  void onlyTheDatabaseModuleSpeaksSql() {
    onlyIn("db", "java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql..", "liquibase..");
  }

  @Test
  void onlyTheCryptoModuleUsesCiphers() {
    onlyIn("crypto", "javax.crypto..", "org.bouncycastle..");
  }

  @Test
  void theDomainKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta..", "com.vaadin..", "com.fasterxml..", "tools.jackson..", "fish.payara..")
        .check(all);
  }

  @Test
  void nothingFromOutsideIsDeserialisedByJava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(all);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|Info)").check(all);
  }

  @Test
  void noStaticStateChanges() {
    ArchRule rule =
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
            .that()
            .areStatic()
            .and()
            .areNotPrivate()
            .should()
            .beFinal();
    rule.check(all);
  }

  @Test
  void classesAreNotMadeToBeExtendedByChance() {
    classes()
        .that()
        .resideInAnyPackage(
            ROOT + "core..", ROOT + "crypto..", ROOT + "conf..", ROOT + "db..", ROOT + "client..")
        .and()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .and()
        .areNotEnums()
        .and()
        .haveSimpleNameNotEndingWith("package-info")
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(all);
  }

  private static void mayOnlyUse(String feature, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = ROOT + "core." + feature + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = ROOT + "core." + others[i] + "..";
    }
    noClasses()
        .that()
        .resideInAPackage(ROOT + "core." + feature + "..")
        .should()
        .dependOnClassesThat(
            are(
                resideInAnyPackage(ROOT + "core..")
                    .and(
                        com.tngtech.archunit.base.DescribedPredicate.not(
                            resideInAnyPackage(allowed)))))
        .as("core." + feature + " uses only " + List.of(others))
        .check(all);
  }

  private static void onlyIn(String module, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(all);
  }
}
