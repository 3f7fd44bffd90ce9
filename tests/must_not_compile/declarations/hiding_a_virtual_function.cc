namespace starkernel {

class Sink {
 public:
  virtual void Write(int value) = 0;

 protected:
  ~Sink() = default;
};

class Good : public Sink {
 public:
  void Write(int value) override { static_cast<void>(value); }

 protected:
  ~Good() = default;
};

class Bad : public Sink {
 public:
  // expected-error@+1 {{hides overloaded virtual function}}
  void Write(const char* value) { static_cast<void>(value); }

 protected:
  ~Bad() = default;
};

}  // namespace starkernel
