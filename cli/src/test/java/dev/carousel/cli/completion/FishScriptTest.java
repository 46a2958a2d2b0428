package dev.carousel.cli.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class FishScriptTest {
  @Test
  void hiddenOptionsAreNotOffered() {
    CommandSpec walk = CommandSpec.create().name("walk");
    walk.usageMessage().description("Takes steps.");
    walk.addOption(OptionSpec.builder("-f", "--far").description("A long way.").build());
    walk.addOption(OptionSpec.builder("--inner").hidden(true).description("A trial.").build());
    CommandSpec program = CommandSpec.create().name("legs");
    program.addOption(OptionSpec.builder("--secret").hidden(true).build());
    program.addSubcommand("walk", walk);
    assertEquals(
        """
        # Completes command lines of legs in fish.
        complete -c legs -n '__fish_use_subcommand' -f -a walk -d 'Takes steps.'
        complete -c legs -n '__fish_seen_subcommand_from walk' -s f -l far -d 'A long way.'
        """,
        FishScript.of(new CommandLine(program)));
  }
}
