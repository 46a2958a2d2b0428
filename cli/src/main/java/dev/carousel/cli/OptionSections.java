package dev.carousel.cli;

import static java.util.Map.entry;

import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.diagnose.report.ArraysOutput;
import dev.carousel.cli.figures.FiguresOutput;
import dev.carousel.cli.html.HtmlOutput;
import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.DropoutOptions;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.HelpWords;
import dev.carousel.cli.options.LossOptions;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.SourceOptions;
import dev.carousel.cli.options.TableOptions;
import dev.carousel.cli.options.TrainOptions;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options in a command's help: its own options first, then shared ones under headings, with
 * each default on the line of its option.
 */
final class OptionSections implements IHelpSectionRenderer {
  /** The heading of a command's own options. */
  static final String OWN = "Options";

  private static final List<String> HEADINGS =
      List.of(OWN, "Data", "Table", "Network", "Training", "General");
  private static final Map<Class<?>, String> SHARED =
      Map.ofEntries(
          entry(DataOptions.class, "Data"),
          entry(SourceOptions.class, "Data"),
          entry(TableOptions.class, "Table"),
          entry(ModelOptions.class, "Network"),
          entry(DropoutOptions.class, "Network"),
          entry(TrainOptions.class, "Training"),
          entry(LossOptions.class, "Training"),
          entry(JsonOutput.class, "General"),
          entry(HtmlOutput.class, "General"),
          entry(ArraysOutput.class, "General"),
          entry(FiguresOutput.class, "General"),
          entry(GlobalOptions.class, "General"));

  @Override
  public String render(Help help) {
    StringBuilder text = new StringBuilder();
    of(help.commandSpec()).forEach((heading, options) -> append(text, help, heading, options));
    return text.toString();
  }

  /** A command's options as its help describes them, under the headings that it has. */
  static Map<String, List<OptionSpec>> of(CommandSpec command) {
    Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
    HEADINGS.forEach(heading -> sections.put(heading, new ArrayList<>()));
    for (OptionSpec option : command.options()) {
      sections.getOrDefault(headingOf(option), List.of()).add(withDefault(worded(command, option)));
    }
    sections.values().removeIf(List::isEmpty);
    return sections;
  }

  private static String headingOf(OptionSpec option) {
    return option.userObject() instanceof Member member
        ? SHARED.getOrDefault(member.getDeclaringClass(), OWN)
        : OWN;
  }

  private static void append(
      StringBuilder text, Help help, String heading, List<OptionSpec> options) {
    Help.Layout layout =
        new Help.Layout(
            help.colorScheme(),
            Help.TextTable.forDefaultColumns(
                help.colorScheme(),
                help.calcLongOptionColumnWidth(
                    help.commandSpec().options(),
                    help.commandSpec().positionalParameters(),
                    help.colorScheme()),
                help.commandSpec().usageMessage().width()),
            help.createDefaultOptionRenderer(),
            help.createDefaultParameterRenderer());
    layout.addAllOptions(options, help.createDefaultParamLabelRenderer());
    text.append(help.createHeading("%n@|bold " + heading + "|@%n")).append(layout);
  }

  /** The option with the command's own description, if it has one. */
  private static OptionSpec worded(CommandSpec command, OptionSpec option) {
    String words =
        command.defaultValueProvider() instanceof HelpWords own ? own.description(option) : null;
    return words == null ? option : OptionSpec.builder(option).description(words).build();
  }

  private static OptionSpec withDefault(OptionSpec option) {
    String value = option.defaultValue() == null ? null : option.defaultValueString();
    if (value == null || value.isEmpty() || option.description().length == 0) {
      return option;
    }
    String[] description = option.description().clone();
    description[description.length - 1] += " (" + value + ")";
    return OptionSpec.builder(option).description(description).build();
  }
}
