namespace starkernel {

class Good {
 public:
  virtual void Run() = 0;

 protected:
  ~Good() = default;
};

// expected-error@+1 {{'starkernel::Bad' has virtual functions but non-virtual destructor}}
class Bad {
 public:
  virtual void Run() = 0;
};

}  // namespace starkernel
