@NullMarked
package dev.carousel.cli.diagnose.text;

import org.jspecify.annotations.NullMarked;
