@NullMarked
package dev.carousel.flow.remedy;

import org.jspecify.annotations.NullMarked;
