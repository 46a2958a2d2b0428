package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.carousel.cli.config.ValueKind;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.HelpWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The published schema of configuration files says what the commands' options say. */
class ConfigSchemaTest {
  private static final Path PUBLISHED = Path.of("..", "docs", "config.schema.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void thePublishedSchemaIsThatOfTheCommands() throws IOException {
    String made = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema()) + "\n";
    Path fresh = Files.writeString(Path.of("target", "config.schema.json"), made);
    String published = Files.exists(PUBLISHED) ? Files.readString(PUBLISHED) : "";
    assertEquals(made, published, "copy cli/" + fresh + " to docs");
  }

  @Test
  void itTakesWhatACommandTakes() throws IOException {
    assertEquals(0, faults("units: 4\nhook: [clip-norm, non-finite]\nvalid: 0.1\n"));
    assertEquals(0, faults("hook: clip-norm\ntask: adding:length=5\nbidirectional: true\n"));
    assertFalse(faults("unitz: 4\n") == 0);
    assertFalse(faults("seconds: many\n") == 0);
  }

  private static int faults(String yaml) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(PUBLISHED));
    JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(yaml);
    return schema.validate(document).size();
  }

  private static ObjectNode schema() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = Console.of(nowhere, nowhere);
    CommandLine program = Main.program(console, new Faults(console));
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Options of Carousel's commands, for --config FILE");
    schema.put("description", "The options of one command, without dashes");
    ArrayNode any = schema.putArray("anyOf");
    ObjectNode commands = schema.putObject("$defs");
    program
        .getSubcommands()
        .forEach(
            (name, command) -> {
              any.addObject().put("$ref", "#/$defs/" + name);
              describe(command.getCommandSpec(), commands.putObject(name));
            });
    return schema;
  }

  private static void describe(CommandSpec command, ObjectNode schema) {
    schema.put("title", command.qualifiedName());
    schema.put("description", words(String.join(" ", command.usageMessage().description())));
    schema.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    for (OptionSpec option : command.options()) {
      if (!Set.of("--config", "--help", "--version").contains(option.longestName())) {
        describe(command, option, properties.putObject(option.longestName().substring(2)));
      }
    }
  }

  private static void describe(CommandSpec command, OptionSpec option, ObjectNode schema) {
    String own =
        command.defaultValueProvider() instanceof HelpWords help ? help.description(option) : null;
    schema.put("description", words(own == null ? String.join(" ", option.description()) : own));
    ArrayNode types = JSON.createArrayNode();
    ValueKind.of(option).types().forEach(types::add);
    JsonNode type = types.size() == 1 ? types.get(0) : types;
    if (!option.isMultiValue()) {
      schema.set("type", type);
      return;
    }
    ArrayNode either = schema.putArray("anyOf");
    either.addObject().set("type", type);
    either.addObject().put("type", "array").putObject("items").set("type", type);
  }

  private static String words(String description) {
    return description.replace("%%", "%").replace("%n", " ");
  }
}
