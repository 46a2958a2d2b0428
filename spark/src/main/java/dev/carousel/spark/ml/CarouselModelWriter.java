package dev.carousel.spark.ml;

import dev.carousel.error.CarouselException;
import dev.carousel.spark.internal.SharedModel;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.MLWriter;

/** Saves a model: what Spark must know of the stage in {@code metadata}, and the model's file. */
final class CarouselModelWriter extends MLWriter {
  static final String FILE = "model.safetensors";

  private final SharedModel model;
  private final MLWriter stage;

  /**
   * @param stage saves all but the model's file
   */
  CarouselModelWriter(SharedModel model, MLWriter stage) {
    this.model = model;
    this.stage = stage;
  }

  @Override
  public void saveImpl(String path) {
    Path file = new Path(path, FILE);
    try {
      stage.session(sparkSession()).save(path);
      try (FSDataOutputStream out =
          file.getFileSystem(sparkSession().sparkContext().hadoopConfiguration())
              .create(file, false)) {
        out.write(model.file());
      }
    } catch (IOException e) {
      throw CarouselException.failure("The model cannot be saved.")
          .found(String.valueOf(e.getMessage()))
          .where(path)
          .cause(e)
          .build();
    }
  }
}
