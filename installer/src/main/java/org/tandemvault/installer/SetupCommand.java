package org.tandemvault.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code setup}: one flag for each {@link Setting}, an options file, questions for the rest. */
final class SetupCommand {
  private SetupCommand() {}

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("setup").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description("Installs a node, or brings a newer version over an older one.")
        .sortOptions(false);
    spec.addOption(
        OptionSpec.builder("--options")
            .paramLabel("FILE")
            .type(Path.class)
            .description("Answers as lines such as https.port = 7272; nothing is asked.")
            .build());
    spec.addOption(
        OptionSpec.builder("--yes").type(boolean.class).description("Ask nothing.").build());
    spec.addOption(
        OptionSpec.builder("--gui").type(boolean.class).description("Ask in a window.").build());
    for (Setting setting : Setting.values()) {
      spec.addOption(
          OptionSpec.builder(setting.flag())
              .paramLabel("X")
              .type(String.class)
              .description(setting.question() + ".")
              .build());
    }
    return spec;
  }

  static int run(ParseResult parsed) throws IOException {
    CommandSpec spec = parsed.commandSpec();
    Tree release = new Tree(Installer.homeOfScripts());
    if (!release.isComplete()) {
      throw SetupException.configuration(
          "This is no release: build one with mvn -Prelease package and unpack it, or run"
              + " bin/demo.sh.");
    }
    Answers answers = answers(parsed);
    if (parsed.hasMatchedOption("--gui")) {
      return Window.show(release, answers, spec.commandLine().getOut());
    }
    boolean unattended = parsed.hasMatchedOption("--options") || parsed.hasMatchedOption("--yes");
    Questions questions = Installer.questions(spec);
    if (!unattended && !Setup.isInstalled(answers.path(Setting.HOME))) {
      questions.ask(answers);
    }
    Setup setup = new Setup(release, answers, spec.commandLine().getOut());
    List<String> problems = Checks.of(answers);
    if (problems.isEmpty() && !unattended && !questions.confirms(setup.plan())) {
      return SetupException.REFUSED;
    }
    setup.run();
    return CommandLine.ExitCode.OK;
  }

  private static Answers answers(ParseResult parsed) {
    boolean root = Privileges.root();
    Answers answers = new Answers(new Defaults(Installer.defaultHome(root), root));
    for (Setting setting : Setting.values()) {
      answers.put(setting, parsed.matchedOptionValue(setting.flag(), ""));
    }
    if (parsed.hasMatchedOption("--options")) {
      answers.read(parsed.matchedOptionValue("--options", Path.of("")));
    }
    return answers;
  }
}
