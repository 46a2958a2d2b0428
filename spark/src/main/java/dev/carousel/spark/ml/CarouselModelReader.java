package dev.carousel.spark.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.error.CarouselException;
import dev.carousel.spark.internal.SharedModel;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CarouselModelWriter} saved. */
final class CarouselModelReader extends MLReader<CarouselModel> {
  @Override
  public CarouselModel load(String path) {
    SparkSession session = sparkSession();
    Path file = new Path(path, CarouselModelWriter.FILE);
    Path metadata = new Path(path, "metadata");
    try {
      FileSystem files = file.getFileSystem(session.sparkContext().hadoopConfiguration());
      if (!files.exists(metadata) || !files.exists(file)) {
        throw nothing(path, files.exists(file) ? "no metadata" : "no " + file.getName(), null);
      }
      byte[] bytes;
      try (FSDataInputStream in = files.open(file)) {
        bytes = in.readAllBytes();
      }
      SharedModel model = SharedModel.of(bytes);
      model.open(); // refuses what is no model
      String stage = session.read().text(metadata.toString()).first().getString(0);
      return described(new ObjectMapper().readTree(stage), model);
    } catch (IOException e) {
      throw nothing(path, String.valueOf(e.getMessage()), e);
    }
  }

  private static CarouselException nothing(String path, String found, @Nullable Throwable cause) {
    return CarouselException.failure("The folder holds no saved CarouselModel.")
        .expected("the folder that CarouselModel.write().save(..) wrote")
        .found(found)
        .where(path)
        .mend("a run folder is read by CarouselModel.of(\"" + path + "\")")
        .cause(cause)
        .build();
  }

  private static CarouselModel described(JsonNode metadata, SharedModel model) {
    CarouselModel read = new CarouselModel(metadata.path("uid").asText(), model);
    metadata
        .path("paramMap")
        .properties()
        .forEach(each -> set(read, read.getParam(each.getKey()), each.getValue().toString()));
    return read;
  }

  private static <T> void set(CarouselModel model, Param<T> param, String json) {
    model.set(param, param.jsonDecode(json));
  }
}
