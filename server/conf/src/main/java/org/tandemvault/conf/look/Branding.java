package org.tandemvault.conf.look;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code conf/branding}: title, colours and logo. What is wrong with it is left out and told, and
 * never keeps a vault from starting.
 *
 * @param title empty for the product's own name
 * @param light the accent on a light page, {@code #rrggbb}
 * @param dark the accent on a dark page
 * @param problems one line for each thing that was left out
 */
public record Branding(
    String title,
    Optional<String> light,
    Optional<String> dark,
    Optional<Logo> logo,
    List<String> problems) {

  /** The folder in a configuration folder. */
  public static final String FOLDER = "branding";

  /** The settings in that folder. */
  public static final String FILE = "branding.properties";

  private static final int MOST_TITLE = 60;
  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("title", "logo", "colour.light", "colour.dark"));

  public Branding {
    problems = List.copyOf(problems);
  }

  /** The product's own look. */
  public static Branding none() {
    return new Branding("", Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /** What the configuration folder says. */
  public static Branding read(Path conf) {
    Path folder = conf.resolve(FOLDER);
    if (!Files.isRegularFile(folder.resolve(FILE))) {
      return none();
    }
    return new Reading(folder).all();
  }

  /** Reads one folder; collects what is wrong. */
  private static final class Reading {
    private final Path folder;
    private final List<String> problems = new ArrayList<>();
    private final Properties said = new Properties();

    Reading(Path folder) {
      this.folder = folder;
    }

    Branding all() {
      try (Reader in = Files.newBufferedReader(folder.resolve(FILE), StandardCharsets.UTF_8)) {
        said.load(in);
      } catch (IOException | IllegalArgumentException e) {
        tell("", "can't be read", "save it as UTF-8, readable by the node's user");
        return new Branding("", Optional.empty(), Optional.empty(), Optional.empty(), problems);
      }
      for (String key : new TreeSet<>(said.stringPropertyNames())) {
        if (!KEYS.contains(key)) {
          tell(key, "is no key of this file", "known are " + String.join(", ", KEYS));
        }
      }
      return new Branding(
          title(), colour("colour.light", true), colour("colour.dark", false), logo(), problems);
    }

    private String title() {
      String title = said.getProperty("title", "").strip();
      boolean fits =
          title.length() <= MOST_TITLE && title.chars().noneMatch(Character::isISOControl);
      if (!fits) {
        tell("title", "does not fit", "at most " + MOST_TITLE + " characters on one line");
      }
      return fits ? title : "";
    }

    private Optional<String> colour(String key, boolean light) {
      String value = said.getProperty(key, "").strip();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      if (!value.matches("#[0-9A-Fa-f]{6}")) {
        tell(key, "is '" + value + "'", "write it as #rrggbb");
        return Optional.empty();
      }
      if (!Contrast.isReadable(value, light)) {
        tell(
            key,
            "can hardly be read on a " + (light ? "light" : "dark") + " page",
            light ? "choose a darker one" : "choose a lighter one");
        return Optional.empty();
      }
      return Optional.of(value);
    }

    private Optional<Logo> logo() {
      String name = said.getProperty("logo", "").strip();
      if (name.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(Logo.read(folder, name));
      } catch (UnfitLogoException e) {
        tell("logo", e.getMessage(), e.remedy());
        return Optional.empty();
      }
    }

    private void tell(String key, String what, String remedy) {
      problems.add(folder.resolve(FILE) + " " + key + ": " + what + " -> " + remedy);
    }
  }
}
