package dev.carousel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Objects;
import java.util.Set;

/** A published schema of a command's JSON. */
record Schema(JsonSchema schema) {

  /** One that stands beside that of diagnose. */
  static Schema of(String name) {
    return new Schema(
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                Objects.requireNonNull(Schema.class.getResourceAsStream("diagnose/" + name))));
  }

  Set<ValidationMessage> faults(JsonNode document) {
    return schema.validate(document);
  }
}
